import { NotFoundError } from '@backstage/errors';
import {
  DriftView,
  entityRefOf,
  ListPage,
  ResourceDetail,
} from '@slipway/plugin-self-service-common';
import { Kind } from '@slipway/plugin-self-service-node';
import { Caller, Engine } from '../../ports';
import { timeView } from '../../reconciler/lifeOf';
import { PageRequest } from '../../store/read/keyset';
import { findOpenRequest } from '../../store/findOpenRequest';
import { listDrift, readInventory } from '../../store/read/readResourceParts';
import { ResourceRow, toDesiredResource } from '../../store/rows';
import { presentActions } from './presentActions';
import {
  kindOf,
  presentDrift,
  presentInventoryItem,
  presentResourceSummary,
} from './presentResource';

/** The open differences that a page shows at once; the rest is a list. */
const shownDrift = 100;

/** One resource with all that its page shows, and what who asks may do with it. */
export async function getResource(
  engine: Engine,
  row: ResourceRow,
  caller: Caller,
): Promise<ResourceDetail> {
  const kind = kindOf(engine.kinds, row);
  const [inventory, drift, openRequest, dependants] = await Promise.all([
    readInventory(engine.knex, row.id),
    listDrift(
      engine.knex,
      { resourceId: row.id, state: ['open'] },
      { limit: shownDrift },
    ),
    findOpenRequest(engine.knex, row.id),
    listDependants(engine, row),
  ]);
  const actions = await presentActions(engine, {
    resource: row,
    openRequest,
    caller,
  });
  return {
    ...presentResourceSummary(engine.kinds, row),
    spec: row.spec,
    requestedBy: row.requested_by,
    templateVersion: row.template_version,
    newestTemplateVersion:
      kind?.templateVersions[0].version ?? row.template_version,
    generation: row.generation,
    observedGeneration: row.observed_generation,
    conditions: row.conditions,
    observation: row.observation ?? {
      known: false,
      reason: 'Nothing has looked yet.',
      at: null,
    },
    connection: connectionOf(kind, row),
    inventory: inventory.map(presentInventoryItem),
    drift: drift.rows.map(presentDrift),
    failure: row.failure,
    time: timeView(engine, row),
    actions,
    openRequestId: openRequest?.id ?? null,
    dependants,
    blockers: row.blockers,
  };
}

/** What differed, the last seen first. */
export async function listDriftOf(
  engine: Engine,
  filter: { resourceId: string; state?: DriftView['state'][] },
  page: PageRequest,
): Promise<ListPage<DriftView>> {
  const { rows, total, next } = await listDrift(engine.knex, filter, page);
  return { items: rows.map(presentDrift), total, next };
}

/** A resource is not unreadable because the catalog does not answer. */
async function listDependants(
  engine: Engine,
  row: ResourceRow,
): Promise<ResourceDetail['dependants']> {
  try {
    return await engine.directory.dependants(entityRefOf(row));
  } catch (error) {
    engine.logger.warn('Dependants could not be read from the catalog', {
      resourceId: row.id,
      error: String(error),
    });
    return [];
  }
}

function connectionOf(
  kind: Kind | undefined,
  row: ResourceRow,
): ResourceDetail['connection'] {
  const there = !['destroyed', 'cancelled'].includes(row.state);
  return (there && kind?.connect?.(toDesiredResource(row))) || [];
}

/** @throws NotFoundError that says where to look */
export function assertFound(
  row: ResourceRow | undefined,
  what: string,
): ResourceRow {
  if (!row) {
    throw new NotFoundError(
      `There is no resource ${what}; GET /resources lists those that there are`,
    );
  }
  return row;
}
