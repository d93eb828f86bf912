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

/**
 * What a kind that watches its targets is lent: wake-ups that cost a line in
 * memory each, and the list of what it has made.
 */
export function createKindHost(options: {
  engine: Engine;
  queue: JobQueue;
  kind: Kind;
  signal: AbortSignal;
}): KindHost {
  const { engine, queue, kind, signal } = options;
  const woken = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const flush = async () => {
    timer = undefined;
    const ids = [...woken];
    woken.clear();
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
  };

  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return {
    wake(resourceId) {
      if (!signal.aborted) {
        woken.add(resourceId);
        timer ??= setTimeout(flush, gatherMs);
      }
    },
    async listResources({ target, after, limit }) {
      const rows = await engine
        .knex<ResourceRow>('resources')
        .where({ kind: kind.id, ...(target && { target }) })
        .whereIn('state', [...standingStates])
        .where('id', '>', after ?? firstId)
        .orderBy('id')
        .limit(limit);
      const entries = await engine
        .knex<InventoryRow>('inventory')
        .whereIn(
          'resource_id',
          rows.map(({ id }) => id),
        )
        .where({ state: 'present' })
        .orderBy(['wave', 'key']);
      return rows.map(row => ({
        resource: toDesiredResource(row),
        inventory: entries
          .filter(entry => entry.resource_id === row.id)
          .map(toInventoryEntry),
      }));
    },
  };
}
