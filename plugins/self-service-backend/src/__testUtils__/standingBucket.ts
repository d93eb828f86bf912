import { JsonObject } from '@slipway/plugin-self-service-common';
import { settleReservations } from '../quota/settleReservations';
import { writeInventory } from '../store/inventory';
import { ResourceRow, toDesiredResource } from '../store/rows';
import { withJson } from '../store/withJson';
import { TestEngine } from './engine';
import { submitBucket } from './requests';

/**
 * A bucket that stands, as after its first request: accepted by the real use
 * case, then put in place without the reconciler, for tests of what comes next.
 */
export async function standingBucket(
  engine: TestEngine,
  options: { inputs?: JsonObject; set?: Partial<ResourceRow> } = {},
): Promise<ResourceRow> {
  const request = await submitBucket(engine, options.inputs);
  const { resource_id: id, plan } = request;
  await engine
    .knex('requests')
    .where({ id: request.id })
    .update({ state: 'done' });
  const [row] = await engine
    .knex<ResourceRow>('resources')
    .where({ id })
    .update(
      withJson({ state: 'ready' as const, next_run_at: null, ...options.set }),
    )
    .returning('*');
  for (const item of plan?.items ?? []) {
    await engine.store.put(row.name, item.key, item.desired, id);
  }
  await writeInventory(engine.knex, id, {
    present: (plan?.items ?? []).map(({ key, type, wave }) => ({
      key,
      type,
      wave,
      reference: `${type} ${row.name}/${key}`,
      identity: { bucket: row.name },
    })),
    now: engine.now(),
  });
  const desired = toDesiredResource(row);
  await settleReservations(
    engine.knex,
    desired,
    engine.kinds.get('bucket').plan(desired).usage,
  );
  return row;
}
