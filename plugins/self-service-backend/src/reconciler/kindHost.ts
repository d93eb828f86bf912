import { standingStates } from '@slipway/plugin-self-service-common';
import { Kind, KindHost } from '@slipway/plugin-self-service-node';
import { JobQueue } from '../queue/JobQueue';
import { Engine } from '../ports';
import { toInventoryEntry } from '../store/inventory';
import { InventoryRow, ResourceRow, toDesiredResource } from '../store/rows';
import { describeProblem } from './describeFailure';

/** Events come in bursts; so long they are gathered. */
const gatherMs = 200;

const firstId = '00000000-0000-0000-0000-000000000000';

type HostOf = {
  engine: Engine;
  queue: JobQueue;
  kind: Kind;
  signal: AbortSignal;
};

/**
 * What a kind that watches its targets is lent: wake-ups that cost a line in
 * memory each, and the list of what it has made.
 */
export function createKindHost(of: HostOf): KindHost {
  const woken = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    const ids = [...woken];
    woken.clear();
    return wakeStanding(of, ids);
  };
  of.signal.addEventListener('abort', () => clearTimeout(timer), {
    once: true,
  });
  return {
    wake(resourceId) {
      if (!of.signal.aborted) {
        woken.add(resourceId);
        timer ??= setTimeout(flush, gatherMs);
      }
    },
    listResources: page => listStanding(of, page),
  };
}

async function wakeStanding(
  { engine, queue, kind }: HostOf,
  ids: string[],
): Promise<void> {
  try {
    await engine.knex.transaction(async trx => {
      const standing: string[] = await trx<ResourceRow>('resources')
        .whereIn('id', ids)
        .where({ kind: kind.id })
        .whereIn('state', [...standingStates])
        .pluck('id');
      await queue.wakeAll(trx, standing);
    });
  } catch (error) {
    engine.logger.warn(
      `${ids.length} changes seen by ${
        kind.id
      } are looked at with the next sweep: ${describeProblem(error).cause}`,
    );
  }
}

async function listStanding(
  { engine, kind }: HostOf,
  { target, after, limit }: Parameters<KindHost['listResources']>[0],
): ReturnType<KindHost['listResources']> {
  const rows = await engine
    .knex<ResourceRow>('resources')
    .where({ kind: kind.id, ...(target && { target }) })
    .whereIn('state', [...standingStates])
    .where('id', '>', after ?? firstId)
    .orderBy('id')
    .limit(limit);
  const ids = rows.map(({ id }) => id);
  const entries = await engine
    .knex<InventoryRow>('inventory')
    .whereIn('resource_id', ids)
    .where({ state: 'present' })
    .orderBy(['wave', 'key']);
  return rows.map(row => ({
    resource: toDesiredResource(row),
    inventory: entries
      .filter(entry => entry.resource_id === row.id)
      .map(toInventoryEntry),
  }));
}
