import { Blocker } from '@slipway/plugin-self-service-common';
import { Duration } from 'luxon';
import { readInventory } from '../store/inventory';
import { RequestRow, ResourceRow, toDesiredResource } from '../store/rows';
import { withJson } from '../store/withJson';
import { describeProblem } from './describeFailure';
import { Pass } from './pass';
import { tellOwners } from './tell';

/**
 * After a while of waiting for something to go away: which object, and which
 * finalizer, keeps it. Its page shows that, and the owners are told once.
 *
 * @param since - when the step that waits was begun
 */
export async function reportHanging(
  pass: Pass,
  row: ResourceRow,
  request: RequestRow,
  since: Date,
): Promise<void> {
  const { engine, lease } = pass;
  const hangsAfter = Duration.fromISO(engine.settings.deletion.hangsAfter);
  const waitedMs = engine.now().getTime() - since.getTime();
  if (waitedMs < hangsAfter.toMillis()) {
    return;
  }
  const blockers = await findBlockers(pass, row);
  await lease.write(trx =>
    trx<ResourceRow>('resources')
      .where({ id: row.id })
      .update(withJson({ blockers })),
  );
  engine.announcer.changed({ resourceId: row.id, requestId: request.id });
  if (row.blockers.length === 0 && blockers.length > 0) {
    await tellOwners(pass, row, {
      title:
        request.action === 'destroy'
          ? `The deletion of ${row.name} hangs`
          : `Taking back ${row.name} hangs`,
      description: blockers
        .map(({ object, message }) => `${object}: ${message}`)
        .join(' '),
      severity: 'high',
      topic: `hangs:${request.id}`,
    });
  }
}

async function findBlockers(pass: Pass, row: ResourceRow): Promise<Blocker[]> {
  const { engine, kind, lease } = pass;
  try {
    const found = await kind.findBlockers?.({
      resource: toDesiredResource(row),
      inventory: await readInventory(engine.knex, row.id),
      signal: lease.signal,
    });
    return found ?? [];
  } catch (error) {
    lease.signal.throwIfAborted();
    const { cause } = describeProblem(error);
    return [{ object: row.name, finalizer: null, message: cause }];
  }
}
