import { ResourceDetail } from '@slipway/plugin-self-service-common';
import { Kind } from '@slipway/plugin-self-service-node';
import { actionsOf, presentAction } from '../../kinds/actionsOf';
import { ActionDefinition } from '../../kinds/engineActions';
import { Caller, Engine } from '../../ports';
import { ResourceRow, toDesiredResource } from '../../store/rows';
import { whyNotOffered } from '../prepareAction';
import { standingIn } from '../requester';
import { kindOf } from './presentResource';

/** What somebody may do with a resource now, and why not the rest. */
export async function presentActions(
  engine: Engine,
  options: {
    resource: ResourceRow;
    /** The request that is on its way, if there is one. */
    openRequestId: string | undefined;
    caller: Caller;
  },
): Promise<ResourceDetail['actions']> {
  const { resource, openRequestId, caller } = options;
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
      whyNotBeside(action, openRequestId);
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

function whyNotBeside(
  { type }: ActionDefinition,
  openRequestId: string | undefined,
): string | undefined {
  return openRequestId !== undefined && ['change', 'destroy'].includes(type)
    ? 'Another request for it is on its way; wait for it to end, or cancel it'
    : undefined;
}
