import { InventoryEntry } from '@slipway/plugin-self-service-node';
import { Knex } from 'knex';
import { InventoryRow } from './rows';

/** What is there of a resource, or may be, in the order it was applied in. */
export async function readInventory(
  knex: Knex,
  resourceId: string,
): Promise<InventoryEntry[]> {
  const rows = await knex<InventoryRow>('inventory')
    .where({ resource_id: resourceId, state: 'present' })
    .orderBy(['wave', 'key']);
  return rows.map(toInventoryEntry);
}

export function toInventoryEntry(row: InventoryRow): InventoryEntry {
  const { key, type, reference, wave, identity } = row;
  return { key, type, reference, wave, identity };
}

/** Adds what was made, and marks what is gone. */
export async function writeInventory(
  trx: Knex,
  resourceId: string,
  change: { present?: InventoryEntry[]; removed?: string[]; now: Date },
): Promise<void> {
  const { present = [], removed = [], now } = change;
  if (present.length > 0) {
    await trx<InventoryRow>('inventory')
      .insert(
        present.map(entry => ({
          resource_id: resourceId,
          key: entry.key,
          type: entry.type,
          reference: entry.reference,
          wave: entry.wave,
          identity: trx.raw('?::jsonb', [JSON.stringify(entry.identity)]),
          state: 'present' as const,
          since: now,
        })),
      )
      .onConflict(['resource_id', 'key'])
      .merge({
        type: trx.raw('excluded.type'),
        reference: trx.raw('excluded.reference'),
        wave: trx.raw('excluded.wave'),
        identity: trx.raw('excluded.identity'),
        state: 'present',
        since: trx.raw(
          `CASE WHEN inventory.state = 'present' THEN inventory.since ELSE excluded.since END`,
        ),
      });
  }
  if (removed.length > 0) {
    await trx<InventoryRow>('inventory')
      .where({ resource_id: resourceId, state: 'present' })
      .whereIn('key', removed)
      .update({ state: 'removed', since: now });
  }
}
