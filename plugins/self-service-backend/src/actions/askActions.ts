import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { InputError } from '@backstage/errors';
import { audited } from '@slipway/http';
import {
  JsonObject,
  selfServiceApprovePermission,
  selfServiceRequestPermission,
} from '@slipway/plugin-self-service-common';
import { EdgeContext, identify } from '../access/identify';
import { findAction } from '../kinds/actionsOf';
import { approveRequest } from '../service/approveRequest';
import { cancelRequest } from '../service/cancelRequest';
import { previewRequest } from '../service/previewRequest';
import { getRequest } from '../service/read/getRequest';
import { assertFound, getResource } from '../service/read/getResource';
import { refuseRequest } from '../service/refuseRequest';
import { requestAction } from '../service/requestAction';
import { submitRequest } from '../service/submitRequest';
import { findResource } from '../store/read/findResource';
import {
  presentPreview,
  presentRequest,
  presentResource,
  previewAnswer,
  requestAnswer,
  resourceAnswer,
} from './answers';

const visibilityPermission = selfServiceRequestPermission;

/** What agents may ask for and decide: the same calls as the API, under the same permissions. */
export function registerAskActions(
  registry: ActionsRegistryService,
  context: EdgeContext,
): void {
  registerPreview(registry, context);
  registerSubmit(registry, context);
  registerRequestAction(registry, context);
  registerDecide(registry, context);
  registerCancel(registry, context);
}

/** Submits in the name of whoever calls; once for each key. */
export async function submitFor(
  context: EdgeContext,
  credentials: Parameters<typeof identify>[1],
  wanted: {
    kind: string;
    inputs: JsonObject;
    reason?: string;
    idempotencyKey?: string;
  },
) {
  const requester = await identify(context, credentials, visibilityPermission);
  const row = await audited(
    context,
    undefined,
    { id: 'request-submit', meta: { kind: wanted.kind, by: requester.ref } },
    () => submitRequest(context.engine, { ...wanted, requester }),
  );
  const request = await getRequest(context.engine, row.id, requester);
  return presentRequest(request);
}

function registerPreview(
  registry: ActionsRegistryService,
  context: EdgeContext,
): void {
  registry.register({
    name: 'preview-request',
    title: 'Preview a request',
    description:
      'What a request would come to: its plan, the rules it breaks, cost and who would have to agree. Nothing is stored.',
    visibilityPermission,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          kind: z.string(),
          inputs: z.record(z.any()).describe('See list-kinds'),
          reason: z.string().max(1000).optional(),
        }),
      output: previewAnswer,
    },
    action: async ({ input, credentials }) => {
      const requester = await identify(
        context,
        credentials,
        visibilityPermission,
      );
      const preview = await previewRequest(context.engine, {
        ...input,
        requester,
      });
      return { output: presentPreview(preview) };
    },
  });
}

function registerSubmit(
  registry: ActionsRegistryService,
  context: EdgeContext,
): void {
  registry.register({
    name: 'submit-request',
    title: 'Submit a request',
    description:
      'Asks for a resource. It is judged, may wait for approval, and is then made. Preview it first.',
    visibilityPermission,
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: z =>
        z.object({
          kind: z.string(),
          inputs: z.record(z.any()).describe('See list-kinds'),
          reason: z.string().max(1000).optional(),
          idempotencyKey: z
            .string()
            .max(200)
            .optional()
            .describe('Repeating with the same key asks once'),
        }),
      output: requestAnswer,
    },
    action: async ({ input, credentials }) => ({
      output: await submitFor(context, credentials, input),
    }),
  });
}

function registerRequestAction(
  registry: ActionsRegistryService,
  context: EdgeContext,
): void {
  const { engine } = context;
  registry.register({
    name: 'request-action',
    title: 'Ask a resource to do something',
    description:
      'Asks for a change, an extension, a pause or a deletion; get-resource lists what is allowed and its input.',
    visibilityPermission,
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: z =>
        z.object({
          resourceId: z.string().uuid(),
          action: z.string(),
          input: z.record(z.any()).default({}),
          reason: z.string().max(1000).optional(),
        }),
      output: z =>
        z.object({
          request: requestAnswer(z).nullable(),
          resource: resourceAnswer(z),
        }),
    },
    action: async ({
      input: { resourceId, action, ...wanted },
      credentials,
    }) => {
      const requester = await identify(
        context,
        credentials,
        visibilityPermission,
      );
      const found = await findResource(engine.knex, resourceId);
      const { kind } = assertFound(found, resourceId);
      if (findAction(engine.kinds.get(kind), action).type === 'issue') {
        throw new InputError(
          `action (${action}): it shows a secret once, which is not for agents; use the resource's page or the command line`,
        );
      }
      const { request } = await audited(
        context,
        undefined,
        { id: 'resource-action', meta: { resource: resourceId, action } },
        () =>
          requestAction(engine, { ...wanted, resourceId, action, requester }),
      );
      const row = await findResource(engine.knex, resourceId);
      return {
        output: {
          request:
            request === undefined
              ? null
              : presentRequest(await getRequest(engine, request.id, requester)),
          resource: presentResource(
            await getResource(engine, assertFound(row, resourceId), requester),
          ),
        },
      };
    },
  });
}

function registerDecide(
  registry: ActionsRegistryService,
  context: EdgeContext,
): void {
  const { engine } = context;
  registry.register({
    name: 'decide-request',
    title: 'Approve or refuse a request',
    description:
      'Decides on the plan that was seen. Only people decide, never who asked, and a refusal needs a reason.',
    visibilityPermission: selfServiceApprovePermission,
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: z =>
        z.object({
          id: z.string().uuid(),
          decision: z.enum(['approve', 'refuse']),
          planHash: z.string().describe('As get-request gave it'),
          reason: z.string().max(1000).optional(),
        }),
      output: requestAnswer,
    },
    action: async ({ input, credentials }) => {
      const { id: requestId, decision, planHash, reason } = input;
      const by = await identify(
        context,
        credentials,
        selfServiceApprovePermission,
      );
      const decide = decision === 'approve' ? approveRequest : refuseRequest;
      await audited(
        context,
        undefined,
        {
          id: `request-${decision}`,
          meta: { request: requestId, planHash, by: by.ref },
        },
        () => decide(engine, { requestId, planHash, reason, by }),
      );
      return {
        output: presentRequest(await getRequest(engine, requestId, by)),
      };
    },
  });
}

function registerCancel(
  registry: ActionsRegistryService,
  context: EdgeContext,
): void {
  const { engine } = context;
  registry.register({
    name: 'cancel-request',
    title: 'Cancel a request',
    description: 'Withdraws a request; what was made of it is taken back.',
    visibilityPermission,
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: z =>
        z.object({
          id: z.string().uuid(),
          reason: z.string().max(1000).optional(),
        }),
      output: requestAnswer,
    },
    action: async ({ input: { id, reason }, credentials }) => {
      const by = await identify(context, credentials, visibilityPermission);
      await audited(
        context,
        undefined,
        { id: 'request-cancel', meta: { request: id, by: by.ref } },
        () => cancelRequest(engine, { requestId: id, reason, by }),
      );
      return { output: presentRequest(await getRequest(engine, id, by)) };
    },
  });
}
