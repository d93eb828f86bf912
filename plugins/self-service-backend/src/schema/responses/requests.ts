import {
  ApprovalNeed,
  Decision,
  PlanView,
  Preview,
  RequestDetail,
  requestStates,
  RequestSummary,
  severities,
  stepStates,
  StepView,
  Verdict,
} from '@slipway/plugin-self-service-common';
import { z } from 'zod';
import { costSchema, quotaEffectSchema } from './money';
import {
  cancelReason,
  count,
  failureSchema,
  instant,
  json,
  labelled,
} from './shared';

export const fieldChange = z.object({
  path: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

const approversSchema = z.object({
  leads: z.boolean(),
  groups: z.array(z.string()),
});

export const verdictSchema: z.ZodType<Verdict> = z.object({
  policy: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  result: z.enum(['pass', 'fail', 'waived', 'error']),
  message: z.string(),
  field: z.string().nullable(),
  item: z.string().nullable(),
  owner: z.string(),
  waiver: z
    .object({ until: z.string(), owner: z.string(), reason: z.string() })
    .nullable(),
  approvers: approversSchema
    .extend({ platform: z.boolean().optional() })
    .optional(),
});

export const planSchema: z.ZodType<PlanView> = z.object({
  hash: z.string(),
  templateVersion: z.string(),
  policyVersion: z.string(),
  items: z.array(
    z.object({
      key: z.string(),
      type: z.string(),
      title: z.string(),
      wave: z.number().int(),
      operation: z.enum(['create', 'update', 'remove', 'none']),
      fields: z.array(fieldChange),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  usage: z.array(
    z.object({ metric: z.string(), unit: z.string(), quantity: z.number() }),
  ),
  notes: z.array(z.string()),
  observed: z.boolean(),
});

export const approvalSchema: z.ZodType<ApprovalNeed> = z.object({
  reasons: z.array(z.string()),
  approvers: approversSchema,
  people: z.array(z.string()),
  separationOfDuty: z.boolean(),
});

export const previewSchema: z.ZodType<Preview> = z.object({
  kind: z.string(),
  action: z.string(),
  problems: z.array(z.object({ field: z.string(), message: z.string() })),
  plan: planSchema.nullable(),
  verdicts: z.array(verdictSchema),
  quota: z.array(quotaEffectSchema),
  cost: costSchema.nullable(),
  costBefore: costSchema.nullable(),
  approval: approvalSchema.nullable(),
  acceptable: z.boolean(),
  derived: z.array(labelled),
});

const decisionSchema = z.object({
  id: z.string(),
  decision: z.enum(['approved', 'refused', 'lapsed']),
  by: z.string(),
  as: z.string(),
  approvers: z.array(z.string()),
  planHash: z.string(),
  reason: z.string().nullable(),
  at: instant,
}) satisfies z.ZodType<Decision>;

const stepSchema: z.ZodType<StepView> = z.object({
  key: z.string(),
  title: z.string(),
  state: z.enum(stepStates),
  attempts: count,
  message: z.string().nullable(),
  log: z.array(z.object({ at: instant, text: z.string() })),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  nextAttemptAt: instant.nullable(),
});

const summaryFields = {
  id: z.string(),
  kind: z.string(),
  action: z.string(),
  title: z.string(),
  state: z.enum(requestStates),
  cancelReason: cancelReason.nullable(),
  resourceId: z.string(),
  resourceName: z.string(),
  team: z.string(),
  environment: z.string(),
  requestedBy: z.string(),
  onBehalfOf: z.string().nullable().optional(),
  requestedAt: instant,
  updatedAt: instant,
  expiresAt: instant.nullable(),
  cost: costSchema.nullable(),
  reason: z.string().nullable().optional(),
  decision: decisionSchema
    .pick({ decision: true, by: true, reason: true, at: true })
    .nullable()
    .optional(),
  mayDecide: z.boolean(),
};

export const requestSummarySchema: z.ZodType<RequestSummary> =
  z.object(summaryFields);

export const requestDetailSchema: z.ZodType<RequestDetail> = z.object({
  ...summaryFields,
  inputs: json,
  reason: z.string().nullable(),
  plan: planSchema.nullable(),
  verdicts: z.array(verdictSchema),
  quota: z.array(quotaEffectSchema),
  costBefore: costSchema.nullable(),
  approval: approvalSchema.nullable(),
  decisions: z.array(decisionSchema),
  steps: z.array(stepSchema),
  failure: failureSchema.nullable(),
  mayNotDecideBecause: z.string().nullable(),
  mayCancel: z.boolean(),
  mayRetry: z.boolean(),
  mayRollBack: z.boolean(),
});
