import { ConflictError } from '@backstage/errors';
import { ChainCheck, ChainLink } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { Duration } from 'luxon';
import { AuditLog } from '../ports';
import { readAudit } from './exportAudit';
import { engineActor } from './engineActor';
import { AuditHeadRow, AuditRow, sha256 } from './records';

/** Whatever the settings say, no record goes earlier. */
const shortestRetention = Duration.fromObject({ days: 30 });

/** Removed in one transaction, during which nothing else is recorded. */
const batch = 10_000;

type PruneOptions = {
  knex: Knex;
  audit: AuditLog;
  /** ISO 8601 duration. */
  retention: string;
  now(): Date;
};

/**
 * Removes what is older than the retention. The place and hash of the last
 * record that goes are kept as the chain's anchor, so that what is left still
 * verifies; a record says what went. A part that does not verify stays: it is
 * the evidence.
 *
 * @throws ConflictError when the part to be removed is not as it was written
 */
export async function pruneAudit(
  options: PruneOptions,
): Promise<{ removed: number }> {
  let removed = 0;
  for (;;) {
    const part = await pruneBatch(options);
    removed += part;
    if (part < batch) {
      return { removed };
    }
  }
}

async function pruneBatch(options: PruneOptions): Promise<number> {
  const { knex, audit, now } = options;
  const retention = longer(Duration.fromISO(options.retention));
  const cutoff = new Date(now().getTime() - retention.toMillis());
  return knex.transaction(async trx => {
    const head = await trx<AuditHeadRow>('audit_head').forUpdate().first();
    const anchor = {
      sequence: Number(head?.anchor_sequence ?? 0),
      hash: head?.anchor_hash ?? '',
    };
    const through = Math.min(
      await findLastOlder(trx, cutoff),
      anchor.sequence + batch,
    );
    if (through <= anchor.sequence) {
      return 0;
    }
    const last = await verifyThrough(trx, anchor, through);
    await trx.raw("SELECT set_config('slipway.audit_retention', 'on', true)");
    const removed = await trx('audit')
      .where('sequence', '<=', through)
      .delete();
    await trx.raw("SELECT set_config('slipway.audit_retention', '', true)");
    await trx('audit_head').update({
      anchor_sequence: last.sequence,
      anchor_hash: last.hash,
    });
    await audit.append(trx, {
      event: 'audit.pruned',
      actor: engineActor,
      reason: `Older than the retention of ${retention.toISO()}`,
      after: { removed, through: last.sequence, hash: last.hash },
    });
    return removed;
  });
}

function longer(retention: Duration): Duration {
  return retention.toMillis() > shortestRetention.toMillis()
    ? retention
    : shortestRetention;
}

/**
 * The last record before the first that has to stay: clocks of replicas
 * differ, so the order of the chain is not quite that of the times.
 */
async function findLastOlder(trx: Knex, cutoff: Date): Promise<number> {
  const kept = await trx<AuditRow>('audit')
    .where('at', '>=', cutoff)
    .min({ sequence: 'sequence' })
    .first();
  if (kept?.sequence) {
    return Number(kept.sequence) - 1;
  }
  const last = await trx('audit').max({ sequence: 'sequence' }).first();
  return Number(last?.sequence ?? 0);
}

async function verifyThrough(
  trx: Knex,
  anchor: ChainLink,
  through: number,
): Promise<ChainLink> {
  const check = new ChainCheck({ sha256, anchor });
  for await (const record of readAudit(trx, { through })) {
    check.add(record);
  }
  const { broken, head } = check.finish();
  if (broken || head?.sequence !== through) {
    throw new ConflictError(
      `The audit was not pruned, since it is not as it was written. ${
        broken?.message ?? `Record ${through} is missing.`
      } Run slipway audit verify, and keep a copy of the database before anything else.`,
    );
  }
  return head;
}
