import { Knex } from 'knex';
import { ResourceRow } from './rows';

/**
 * Leases go by the database's clock, for the clocks of replicas differ and
 * jump; when something is due goes by the engine's (`now`).
 *
 * Takes the lease when the resource is due and nobody else holds one that is in
 * force. Waits for a transaction that writes the row just now: it may be the
 * one that wakes it.
 *
 * @param dueAgainAt - when to look again if the holder dies
 * @returns undefined when it is not due, or somebody else's
 */
export async function claimLease(
  knex: Knex,
  options: {
    resourceId: string;
    holder: string;
    leaseMs: number;
    now: Date;
    dueAgainAt: Date;
  },
): Promise<ResourceRow | undefined> {
  const { resourceId, holder, leaseMs, now, dueAgainAt } = options;
  const [row] = await knex<ResourceRow>('resources')
    .where({ id: resourceId })
    .where('next_run_at', '<=', now)
    .where(free =>
      free
        .whereNull('lease_until')
        .orWhere('lease_until', '<', knex.raw('clock_timestamp()'))
        .orWhere({ lease_holder: holder }),
    )
    .update({
      lease_holder: holder,
      lease_until: leaseEnd(knex, leaseMs),
      fence: knex.raw('fence + 1'),
      next_run_at: dueAgainAt,
    })
    .returning('*');
  return row;
}

/** @returns whether the lease is still the caller's */
export async function renewLease(
  knex: Knex,
  options: { resourceId: string; fence: string; leaseMs: number },
): Promise<boolean> {
  const { resourceId, fence, leaseMs } = options;
  const renewed = await knex<ResourceRow>('resources')
    .where({ id: resourceId, fence })
    .update({ lease_until: leaseEnd(knex, leaseMs) });
  return renewed === 1;
}

/**
 * The row, locked until the transaction ends, when nobody took the lease since.
 * What is written after it in the same transaction is written under the lease.
 *
 * @returns undefined when the lease is somebody else's
 */
export async function lockUnderFence(
  trx: Knex,
  lease: { resourceId: string; fence: string },
): Promise<ResourceRow | undefined> {
  return trx<ResourceRow>('resources')
    .where({ id: lease.resourceId, fence: lease.fence })
    .forUpdate()
    .first();
}

/** Resources that are due and free, the longest due first. */
export async function listDue(
  knex: Knex,
  options: { now: Date; limit: number },
): Promise<string[]> {
  return knex.transaction(trx =>
    trx<ResourceRow>('resources')
      .where('next_run_at', '<=', options.now)
      .where(free =>
        free
          .whereNull('lease_until')
          .orWhere('lease_until', '<', knex.raw('clock_timestamp()')),
      )
      .orderBy('next_run_at')
      .limit(options.limit)
      // What is written just now is looked at by whoever writes it.
      .forUpdate()
      .skipLocked()
      .pluck('id'),
  );
}

function leaseEnd(knex: Knex, leaseMs: number): Knex.Raw {
  return knex.raw(`clock_timestamp() + ? * interval '1 millisecond'`, [
    leaseMs,
  ]);
}
