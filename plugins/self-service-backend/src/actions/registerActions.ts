import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { EdgeContext } from '../access/identify';
import { registerAskActions } from './askActions';
import { registerKindActions } from './kindActions';
import { registerReadActions } from './readActions';

/** Offers self-service to agents: each does what the API does, and no more. */
export function registerActions(
  registry: ActionsRegistryService,
  context: EdgeContext,
): void {
  registerReadActions(registry, context);
  registerAskActions(registry, context);
  registerKindActions(registry, context);
}
