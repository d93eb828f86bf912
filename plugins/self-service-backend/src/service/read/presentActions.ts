import { ResourceDetail } from '@slipway/plugin-self-service-common';
import { Kind } from '@slipway/plugin-self-service-node';
import { actionsOf, presentAction } from '../../kinds/actionsOf';
import { ActionDefinition } from '../../kinds/engineActions';
import { Caller, Engine } from '../../ports';
import { RequestRow, ResourceRow, toDesiredResource } from '../../store/rows';
import { decideExtension } from '../decideExtension';
import { whyNotOffered } from '../prepareAction';
import { standingIn } from '../requester';
import { kindOf } from './presentResource';

/** What somebody may do with a resource now, and why not the rest. */
export async function presentActions(
  engine: Engine,
  options: {
    resource: ResourceRow;
    /** The request that has not ended, if there is one. */
    openRequest: Pick<RequestRow, 'action' | 'state'> | undefined;
    caller: Caller;
  },
): Promise<ResourceDetail['actions']> {
  const { resource, openRequest, caller } = options;
  const kind = kindOf(engine.kinds, resource);
  if (!kind) {
    return [];
  }
  const standing = await standingIn(engine, caller, resource.team);
  return actionsOf(kind).map(action => {
    const whyNot =
      whyNotOffered(action, resource, standing)?.message ??
      whyNotOfKind(action, resource, kind) ??
      whyNotNow(action, resource, kind) ??
      whyNotLonger(engine, action, options) ??
      whyNotBeside(action, openRequest);
    return {
      ...presentAction(action),
      allowed: whyNot === undefined,
      whyNot: whyNot ?? null,
    };
  });
}

/** What the kind knows of the resource, such as that it has no cluster. */
function whyNotOfKind(
  { id }: ActionDefinition,
  resource: ResourceRow,
  kind: Kind,
): string | undefined {
  const own = kind.actions.find(action => action.id === id);
  return own?.whyNot?.(toDesiredResource(resource));
}

/** What would be refused once it is asked for; known before. */
function whyNotNow(
  { id }: ActionDefinition,
  resource: ResourceRow,
  kind: Kind,
): string | undefined {
  const { name } = resource;
  const newest = kind.templateVersions[0].version;
  const reasons: Record<string, string | false> = {
    extend: resource.ttl === null && `${name} has no end that could be moved`,
    pin: resource.pin !== null && `${name} is pinned already`,
    unpin: resource.pin === null && `${name} is not pinned`,
    protect: resource.protected && `${name} is protected already`,
    unprotect: !resource.protected && `${name} is not protected`,
    destroy:
      resource.protected && `${name} is protected; lift the protection first`,
    upgrade:
      resource.template_version === newest &&
      `${name} has the newest version of its template, ${newest}`,
  };
  return (Object.hasOwn(reasons, id) && reasons[id]) || undefined;
}

/** At the maximum of its environment more time can only be a pin. */
function whyNotLonger(
  engine: Engine,
  { id }: ActionDefinition,
  { resource, openRequest }: Parameters<typeof presentActions>[1],
): string | undefined {
  const takesTime =
    id === 'extend' ||
    (id === 'undo-destroy' && openRequest?.action !== 'destroy');
  if (!takesTime || resource.expires_at === null) {
    return undefined;
  }
  const extension = decideExtension(engine, resource, {});
  // How much it is to be is asked in the form.
  const refused = extension.ok
    ? undefined
    : extension.problems.find(({ field }) => field === '');
  return refused?.message;
}

function whyNotBeside(
  { type }: ActionDefinition,
  openRequest: Pick<RequestRow, 'state'> | undefined,
): string | undefined {
  if (!openRequest || !['change', 'destroy'].includes(type)) {
    return undefined;
  }
  return openRequest.state === 'failed'
    ? 'Another request for it has failed; retry it or roll it back first'
    : 'Another request for it is on its way; wait for it to end, or cancel it';
}
