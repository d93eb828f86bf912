import {
  Preview,
  RequestDetail,
  ResourceDetail,
} from '@slipway/plugin-self-service-common';
import type { z as zodV3 } from 'zod/v3';

/**
 * What agents are told: enough to go on, without the rendered objects, which a
 * person looks at before deciding.
 */
export function previewAnswer(z: typeof zodV3) {
  return z.object({
    acceptable: z.boolean().describe('It would be accepted as it stands'),
    problems: z.array(z.object({ field: z.string(), message: z.string() })),
    items: z.array(z.object({ operation: z.string(), title: z.string() })),
    notes: z.array(z.string()),
    verdicts: z
      .array(
        z.object({
          policy: z.string(),
          severity: z.string(),
          message: z.string(),
        }),
      )
      .describe('Rules that it does not pass'),
    cost: z
      .string()
      .nullable()
      .describe('For a month, with its currency; null when it is not known'),
    approvers: z
      .array(z.string())
      .nullable()
      .describe('Who would have to agree; null when nobody has to'),
  });
}

export function presentPreview(preview: Preview) {
  const { plan, cost, approval } = preview;
  return {
    acceptable: preview.acceptable,
    problems: preview.problems,
    items: (plan?.items ?? []).map(({ operation, title }) => ({
      operation,
      title,
    })),
    notes: plan?.notes ?? [],
    verdicts: failing(preview.verdicts),
    cost: presentCost(cost),
    approvers: approval && approval.people,
  };
}

export function requestAnswer(z: typeof zodV3) {
  return z.object({
    id: z.string(),
    title: z.string(),
    state: z.string(),
    kind: z.string(),
    action: z.string(),
    resourceId: z.string(),
    resourceName: z.string(),
    team: z.string(),
    environment: z.string(),
    requestedBy: z.string(),
    planHash: z
      .string()
      .nullable()
      .describe('What an approval has to name; it changes with the plan'),
    cost: z.string().nullable(),
    approvers: z.array(z.string()).nullable(),
    mayDecide: z.boolean(),
    verdicts: z.array(
      z.object({
        policy: z.string(),
        severity: z.string(),
        message: z.string(),
      }),
    ),
    steps: z.array(
      z.object({
        title: z.string(),
        state: z.string(),
        message: z.string().nullable(),
      }),
    ),
    failure: z
      .object({ step: z.string(), cause: z.string(), remedy: z.string() })
      .nullable(),
  });
}

export function presentRequest(request: RequestDetail) {
  const { failure } = request;
  return {
    id: request.id,
    title: request.title,
    state: request.state,
    kind: request.kind,
    action: request.action,
    resourceId: request.resourceId,
    resourceName: request.resourceName,
    team: request.team,
    environment: request.environment,
    requestedBy: request.requestedBy,
    planHash: request.plan?.hash ?? null,
    cost: presentCost(request.cost),
    approvers: request.approval && request.approval.people,
    mayDecide: request.mayDecide,
    verdicts: failing(request.verdicts),
    steps: request.steps.map(({ title, state, message }) => ({
      title,
      state,
      message,
    })),
    failure: failure && {
      step: failure.step,
      cause: failure.cause,
      remedy: failure.remedy,
    },
  };
}

export function resourceAnswer(z: typeof zodV3) {
  return z.object({
    id: z.string(),
    kind: z.string(),
    name: z.string(),
    state: z.string(),
    entityRef: z.string(),
    team: z.string(),
    environment: z.string(),
    target: z.string(),
    spec: z.record(z.any()),
    expiresAt: z.string().nullable(),
    openRequestId: z.string().nullable(),
    conditions: z.array(
      z.object({ type: z.string(), status: z.string(), message: z.string() }),
    ),
    drift: z.array(z.string()).describe('Fields that are not as planned'),
    actions: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        description: z.string(),
        inputSchema: z.record(z.any()),
        allowed: z.boolean(),
        whyNot: z.string().nullable(),
      }),
    ),
  });
}

export function presentResource(resource: ResourceDetail) {
  return {
    id: resource.id,
    kind: resource.kind,
    name: resource.name,
    state: resource.state,
    entityRef: resource.entityRef,
    team: resource.team,
    environment: resource.environment,
    target: resource.target,
    spec: resource.spec,
    expiresAt: resource.expiresAt,
    openRequestId: resource.openRequestId,
    conditions: resource.conditions.map(({ type, status, message }) => ({
      type,
      status,
      message,
    })),
    drift: resource.drift.map(
      ({ itemKey, field }) => `${itemKey} ${field.path}`,
    ),
    actions: resource.actions.map(
      ({ id, title, description, inputSchema, allowed, whyNot }) => ({
        id,
        title,
        description,
        inputSchema,
        allowed,
        whyNot,
      }),
    ),
  };
}

function failing(verdicts: Preview['verdicts']) {
  return verdicts
    .filter(({ result }) => result === 'fail' || result === 'error')
    .map(({ policy, severity, message }) => ({ policy, severity, message }));
}

function presentCost(cost: Preview['cost']): string | null {
  return cost?.amount ? `${cost.amount} ${cost.currency}` : null;
}
