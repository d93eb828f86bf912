import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  JsonObject,
  selfServiceRequestPermission,
} from '@slipway/plugin-self-service-common';
import { EdgeContext } from '../access/identify';
import { presentKind } from '../service/read/presentKind';
import { requestAnswer } from './answers';
import { submitFor } from './askActions';
import { objectToZod } from './jsonSchemaToZod';

/** One action for each kind, with the kind's own fields: `request-namespace`. */
export function registerKindActions(
  registry: ActionsRegistryService,
  context: EdgeContext,
): void {
  for (const kind of context.engine.kinds.list().map(presentKind)) {
    const title = kind.title.toLocaleLowerCase('en-US');
    registry.register({
      name: `request-${kind.id}`,
      title: `Ask for a ${title}`,
      description: `${kind.description} It is judged, may wait for approval, and is then made.`,
      visibilityPermission: selfServiceRequestPermission,
      attributes: { readOnly: false, destructive: false, idempotent: false },
      schema: {
        input: z =>
          objectToZod(z, kind.requestSchema).extend({
            reason: z.string().max(1000).optional().describe('Why'),
          }),
        output: requestAnswer,
      },
      action: async ({ input, credentials }) => {
        // Read from JSON, and checked by the kind's own schema.
        const { reason, ...inputs } = input as JsonObject & { reason?: string };
        return {
          output: await submitFor(context, credentials, {
            kind: kind.id,
            inputs,
            reason,
          }),
        };
      },
    });
  }
}
