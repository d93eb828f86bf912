import {
  ListPage,
  ResourceDetail,
  ResourceSummary,
} from '@slipway/plugin-self-service-common';
import { CommandError, UsageError } from '../../errors';
import { PortalClient } from '../../portal/PortalClient';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * A resource by its id, by `kind/name`, or by `kind/target/name` where several
 * targets have one of that name.
 */
export async function findResource(
  portal: PortalClient,
  which: string,
): Promise<ResourceDetail> {
  const id = uuid.test(which) ? which : await findId(portal, which);
  return portal.get<ResourceDetail>(`/resources/${id}`, [
    'id',
    'state',
    'actions',
  ]);
}

async function findId(portal: PortalClient, which: string): Promise<string> {
  const parts = which.split('/');
  const [kind, name, target] =
    parts.length === 3 ? [parts[0], parts[2], parts[1]] : parts;
  if (parts.length < 2 || parts.length > 3 || !kind || !name) {
    throw new UsageError(
      `'${which}' must be an id or kind/name, such as namespace/shop-dev.`,
    );
  }
  const page = await portal.get<ListPage<ResourceSummary>>(
    '/resources',
    ['items'],
    { kind, target, search: name, limit: 200 },
  );
  const found = page.items.filter(item => item.name === name);
  if (found.length === 1) {
    return found[0].id;
  }
  throw new CommandError(
    found.length === 0
      ? `There is no ${kind} named ${name}. See slipway resources list.`
      : `There are several: ${found
          .map(item => `${kind}/${item.target}/${name}`)
          .join(', ')}. Name the target too.`,
  );
}
