import { Knex } from 'knex';
import { createAuditLog } from '../audit';
import { NewAuditRecord } from '../ports';
import { emptyTables } from './engine';

/** An empty audit on a database, with a clock that a test sets. */
export async function testAudit(knex: Knex) {
  await emptyTables(knex);
  const clock = { now: new Date('2021-03-02T09:00:00.000Z') };
  const now = () => clock.now;
  const audit = createAuditLog({ now });
  const append = (entry: Partial<NewAuditRecord> = {}, log = audit) =>
    knex.transaction(trx =>
      log.append(trx, { event: 'request.submitted', actor: 'ana', ...entry }),
    );
  /** As somebody with rights on the database would. */
  const tamper = (sql: string) =>
    knex.transaction(async trx => {
      await trx.raw("SET LOCAL session_replication_role = 'replica'");
      await trx.raw(sql);
    });
  return { knex, clock, now, audit, append, tamper };
}

export type TestAudit = Awaited<ReturnType<typeof testAudit>>;
