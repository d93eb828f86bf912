import { AuditRecord } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { AuditFilters, filterAudit } from './listAudit';
import { AuditRow, toAuditRecord } from './records';

const pageSize = 1000;

/**
 * Records in the order of the chain, read a page at a time: memory does not
 * grow with their number. Ends with the newest record of the time it began.
 */
export async function* readAudit(
  knex: Knex,
  options: { filters?: AuditFilters; after?: number; through?: number } = {},
): AsyncGenerator<AuditRecord> {
  const { filters = {}, through = await readNewest(knex) } = options;
  let { after = 0 } = options;
  for (;;) {
    const rows = await knex<AuditRow>('audit')
      .modify(filterAudit, filters)
      .where('sequence', '>', after)
      .where('sequence', '<=', through)
      .orderBy('sequence')
      .limit(pageSize)
      .select('*');
    yield* rows.map(toAuditRecord);
    if (rows.length < pageSize) {
      return;
    }
    after = Number(rows[rows.length - 1].sequence);
  }
}

/**
 * The audit as NDJSON, one record a line, oldest first. Without filters it is
 * a part of the chain that can be verified apart from the portal.
 */
export async function* exportAudit(
  knex: Knex,
  filters: AuditFilters = {},
): AsyncGenerator<string> {
  for await (const record of readAudit(knex, { filters })) {
    yield `${JSON.stringify(record)}\n`;
  }
}

async function readNewest(knex: Knex): Promise<number> {
  const row = await knex('audit').max({ newest: 'sequence' }).first();
  return Number(row?.newest ?? 0);
}
