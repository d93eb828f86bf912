import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  canonicalJson,
  JsonObject,
  Preview,
} from '@slipway/plugin-self-service-common';
import type { z as zodV3 } from 'zod/v3';
import { followRequest } from '../selfService/followRequest';
import { SelfServiceClient } from '../selfService/SelfServiceClient';

/** The session in whose name is asked lasts an hour. */
const longestWaitMinutes = 50;
const usualWaitMinutes = 30;

export type RequestResourceOptions = {
  auth: AuthService;
  discovery: DiscoveryService;
  /** The portal's own address. */
  appUrl: string;
  now?: () => number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
};

/** The scaffolder's own. */
type Zod = typeof zodV3;

const examples = [
  {
    description: 'A namespace for the service that the template makes',
    example: `steps:
  - id: namespace
    name: Ask for a namespace
    action: slipway:request
    input:
      kind: namespace
      reason: Made from the golden path
      inputs:
        name: \${{ parameters.name }}-dev
        team: \${{ parameters.owner }}
        environment: dev
        tier: small
`,
  },
];

const schema = {
  input: {
    kind: (z: Zod) => z.string().describe('What to ask for: see slipway kinds'),
    inputs: (z: Zod) =>
      z
        .record(z.unknown())
        .describe('The fields of the kind: see slipway request <kind> --help'),
    reason: (z: Zod) =>
      z
        .string()
        .optional()
        .describe('Why; shown to whoever approves and kept in the audit'),
    wait: (z: Zod) =>
      z
        .boolean()
        .optional()
        .describe('Wait until it is ready, which is the default, or only ask'),
    waitMinutes: (z: Zod) =>
      z
        .number()
        .int()
        .min(1)
        .max(longestWaitMinutes)
        .optional()
        .describe(
          `How long to wait at most, ${usualWaitMinutes} if not said; the request goes on after that`,
        ),
  },
  output: {
    requestId: (z: Zod) => z.string(),
    resourceId: (z: Zod) => z.string(),
    entityRef: (z: Zod) => z.string().describe('Of the catalog entity'),
    url: (z: Zod) => z.string().describe('The resource’s page'),
  },
};

/**
 * Asks self-service for a resource in the name of whoever runs the template,
 * and waits until it is there. The same task asks once, however often the step
 * is run: the request's idempotency key comes from the task.
 */
export function createRequestResourceAction(options: RequestResourceOptions) {
  const { auth, discovery, appUrl } = options;
  return createTemplateAction({
    id: 'slipway:request',
    description:
      'Asks self-service for a resource, such as a namespace, and waits until it is ready',
    supportsDryRun: true,
    examples,
    schema,
    async handler(ctx) {
      // The scaffolder checks the input and fills in no defaults.
      const {
        kind,
        reason,
        wait = true,
        waitMinutes = usualWaitMinutes,
      } = ctx.input;
      // Parsed from YAML or JSON and rendered, so it is JSON.
      const inputs = ctx.input.inputs as JsonObject;
      const client = new SelfServiceClient({
        auth,
        discovery,
        credentials: () => ctx.getInitiatorCredentials(),
      });
      if (ctx.isDryRun) {
        const preview = await client.preview({ kind, inputs, reason });
        tellPreview(preview, line => ctx.logger.info(line));
        return;
      }
      const asked = await askOnce(ctx, client, { kind, inputs, reason });
      const page = `${appUrl}/self-service/requests/${asked.id}`;
      ctx.logger.info(`Asked for it: ${page}`);
      if (wait) {
        await followRequest({
          client,
          id: asked.id,
          url: page,
          logger: ctx.logger,
          patience: waitMinutes * 60_000,
          signal: ctx.signal,
          now: options.now ?? Date.now,
          sleep: options.sleep ?? sleep,
        });
      }
      const { entityRef } = await client.resource(asked.resourceId, ctx.signal);
      ctx.output('requestId', asked.id);
      ctx.output('resourceId', asked.resourceId);
      ctx.output('entityRef', entityRef);
      ctx.output('url', `${appUrl}/self-service/resources/${asked.resourceId}`);
    },
  });
}

type Asked = { id: string; resourceId: string };

/** Asks; a task that is taken up again finds what it asked for before. */
async function askOnce(
  ctx: {
    task: { id: string };
    signal?: AbortSignal;
    checkpoint(options: {
      key: string;
      fn: () => Promise<Asked>;
    }): Promise<Asked>;
  },
  client: SelfServiceClient,
  wanted: { kind: string; inputs: JsonObject; reason?: string },
): Promise<Asked> {
  const { kind, inputs } = wanted;
  // One step may run for each of several things.
  const fingerprint = createHash('sha256')
    .update(canonicalJson({ kind, inputs }))
    .digest('hex')
    .slice(0, 16);
  return ctx.checkpoint({
    key: `request.${fingerprint}`,
    fn: async () => {
      const idempotencyKey = `scaffolder:${ctx.task.id}:${fingerprint}`;
      const { id, resourceId } = await client.submit(
        { ...wanted, idempotencyKey },
        ctx.signal,
      );
      return { id, resourceId };
    },
  });
}

/** @throws InputError when it would not be accepted */
function tellPreview(preview: Preview, tell: (line: string) => void): void {
  const { problems, plan, approval, verdicts } = preview;
  if (!preview.acceptable) {
    throw new InputError(
      `It would not be accepted. ${problems
        .map(({ field, message }) => (field ? `${field}: ${message}` : message))
        .join('; ')}`,
    );
  }
  for (const item of plan?.items ?? []) {
    tell(`Would ${item.operation} ${item.title}`);
  }
  for (const { result, severity, message } of verdicts) {
    if (result === 'fail' && severity === 'warn') {
      tell(`Note: ${message}`);
    }
  }
  if (approval) {
    tell(`Would wait for approval by ${approval.people.join(', ')}`);
  }
}

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal });
}
