import { JsonValue } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { DriftRow } from './rows';

/** A difference as it is found; `item_key` and `path` say which. */
export type NewDrift = Pick<
  DriftRow,
  'item_key' | 'item_type' | 'path' | 'desired' | 'actual' | 'manager' | 'mode'
>;

/** What differs now and has not been put right. */
export async function listOpenDrift(
  knex: Knex,
  resourceId: string,
): Promise<DriftRow[]> {
  return knex<DriftRow>('drift')
    .where({ resource_id: resourceId, state: 'open' })
    .orderBy(['item_key', 'path']);
}

/** Writes what was found: what is known is seen again, the rest is new. */
export async function seeDrift(
  trx: Knex,
  options: {
    resourceId: string;
    found: NewDrift[];
    known: DriftRow[];
    now: Date;
    newId(): string;
  },
): Promise<void> {
  const { resourceId, found, known, now, newId } = options;
  for (const drift of found) {
    const open = known.find(row => isSame(row, drift));
    const values = {
      ...drift,
      desired: toJsonb(trx, drift.desired),
      actual: toJsonb(trx, drift.actual),
      last_seen_at: now,
    };
    if (open) {
      await trx('drift').where({ id: open.id }).update(values);
    } else {
      await trx('drift').insert({
        ...values,
        id: newId(),
        resource_id: resourceId,
        state: 'open',
        first_seen_at: now,
      });
    }
  }
}

export function isSame(
  a: Pick<DriftRow, 'item_key' | 'path'>,
  b: Pick<DriftRow, 'item_key' | 'path'>,
): boolean {
  return a.item_key === b.item_key && a.path === b.path;
}

/** Ends open differences: put right by us, or gone by themselves. */
export async function endDrift(
  trx: Knex,
  ids: string[],
  to: { state: 'corrected' | 'gone'; now: Date },
): Promise<void> {
  if (ids.length > 0) {
    await trx<DriftRow>('drift')
      .whereIn('id', ids)
      .update({ state: to.state, last_seen_at: to.now });
  }
}

/** Of something that is gone nothing differs any more. */
export async function endOpenDrift(
  trx: Knex,
  resourceId: string,
  now: Date,
): Promise<void> {
  await trx<DriftRow>('drift')
    .where({ resource_id: resourceId, state: 'open' })
    .update({ state: 'gone', last_seen_at: now });
}

/** How often each field was put right since an instant. */
export async function countCorrections(
  knex: Knex,
  of: { resourceId: string; since: Date },
): Promise<Map<string, number>> {
  const rows: Array<{ item_key: string; path: string; count: string }> =
    await knex('drift')
      .where({ resource_id: of.resourceId, state: 'corrected' })
      .where('last_seen_at', '>', of.since)
      .groupBy('item_key', 'path')
      .select('item_key', 'path')
      .count('* as count');
  return new Map(
    rows.map(row => [`${row.item_key} ${row.path}`, Number(row.count)]),
  );
}

/** Removes what is over since before an instant. */
export async function pruneDrift(knex: Knex, before: Date): Promise<number> {
  return knex('drift')
    .whereNot({ state: 'open' })
    .where('last_seen_at', '<', before)
    .delete();
}

function toJsonb(trx: Knex, value: JsonValue): Knex.Raw {
  return trx.raw('?::jsonb', [JSON.stringify(value)]);
}
