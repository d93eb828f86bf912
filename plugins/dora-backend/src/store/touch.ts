import { Knex } from 'knex';
import { Touched } from './rows';

/**
 * Says that the projections of these services are out of date. Always in the
 * transaction that changed the facts, and in one order, so that two writers
 * cannot wait for each other.
 */
export async function touch(
  transaction: Knex.Transaction,
  touched: Touched[],
  since: Date,
): Promise<void> {
  if (touched.length === 0) {
    return;
  }
  const rows = touched
    .map(({ serviceRef, environment }) => ({
      service_ref: serviceRef,
      environment,
      since,
    }))
    .sort((a, b) =>
      `${a.service_ref} ${a.environment}` < `${b.service_ref} ${b.environment}`
        ? -1
        : 1,
    );
  await transaction('touched')
    .insert(rows)
    .onConflict(['service_ref', 'environment'])
    .merge({
      since: transaction.raw('least(touched.since, excluded.since)'),
      retry_at: null,
    });
}

/** All environments of services, such as after their owner changed. */
export async function touchServices(
  transaction: Knex.Transaction,
  serviceRefs: string[],
  since: Date,
): Promise<void> {
  const touched = await transaction('deployments')
    .whereIn('service_ref', serviceRefs)
    .whereNotNull('environment')
    .distinct('service_ref as serviceRef', 'environment');
  await touch(transaction, touched, since);
}

/** All services that were deployed from a repository. */
export async function touchRepository(
  transaction: Knex.Transaction,
  repository: string,
  since: Date,
): Promise<void> {
  const touched = await transaction('deployments')
    .where({ repository })
    .whereNotNull('environment')
    .distinct('service_ref as serviceRef', 'environment');
  await touch(transaction, touched, since);
}

/**
 * Takes one service whose projection is out of date and nobody else works on.
 * Facts that change while the projection runs touch it again: their insert
 * waits for this transaction's delete.
 */
export async function claimTouched(
  transaction: Knex.Transaction,
  now: Date,
): Promise<Touched | undefined> {
  const [row] = await transaction('touched')
    .whereRaw(
      `(service_ref, environment) IN (
        SELECT service_ref, environment FROM touched
        WHERE retry_at IS NULL OR retry_at <= ?
        ORDER BY service_ref, environment LIMIT 1 FOR UPDATE SKIP LOCKED)`,
      [now],
    )
    .delete()
    .returning(['service_ref', 'environment']);
  return row && { serviceRef: row.service_ref, environment: row.environment };
}

/** Lets a service whose projection failed wait, so that it holds up no other. */
export async function postpone(
  knex: Knex,
  { serviceRef, environment }: Touched,
  retryAt: Date,
): Promise<void> {
  await knex('touched')
    .where({ service_ref: serviceRef, environment })
    .update({ retry_at: retryAt });
}
