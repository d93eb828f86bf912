import {
  AuditRecord,
  auditRecordText,
  JsonObject,
} from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { AuditLog, NewAuditRecord } from '../ports';
import { AuditHeadRow, sha256, toAuditRow } from './records';
import { redactSecrets, redactText } from './redactSecrets';

/**
 * The audit: a chain of records, each with the hash of the one before. The row
 * of `audit_head` is locked until the transaction ends, so that records of any
 * number of replicas stand in one order, and a transaction that is rolled back
 * leaves no gap.
 *
 * @param options - `onCommitted` is told of each record once its transaction
 * has ended well; what it throws is its own affair, so it should not
 */
export function createAuditLog(options: {
  now(): Date;
  onCommitted?(record: AuditRecord): void;
}): AuditLog {
  return {
    async append(trx, entry) {
      const head = await trx<AuditHeadRow>('audit_head').forUpdate().first();
      if (!head) {
        throw new Error(
          'The row of audit_head is missing: the audit cannot go on. Restore the table from a backup.',
        );
      }
      const linked = {
        ...toContents(entry),
        sequence: Number(head.sequence) + 1,
        at: options.now().toISOString(),
        previousHash: head.hash,
      };
      const record = { ...linked, hash: sha256(auditRecordText(linked)) };
      await trx('audit').insert(toAuditRow(record));
      await trx('audit_head').update({
        sequence: record.sequence,
        hash: record.hash,
      });
      if (options.onCommitted) {
        afterCommit(trx, () => options.onCommitted?.(record));
      }
    },
  };
}

/** As PostgreSQL gives it back, so that the hash fits what is read later. */
function toContents(entry: Parameters<AuditLog['append']>[1]): NewAuditRecord {
  return {
    event: redactText(entry.event),
    actor: redactText(entry.actor),
    onBehalfOf: text(entry.onBehalfOf),
    resourceId: entry.resourceId?.toLowerCase() ?? null,
    resourceName: text(entry.resourceName),
    requestId: entry.requestId?.toLowerCase() ?? null,
    kind: text(entry.kind),
    team: text(entry.team),
    environment: text(entry.environment),
    reason: text(entry.reason),
    planHash: entry.planHash ?? null,
    before: contents(entry.before),
    after: contents(entry.after),
  };
}

function text(value: string | null | undefined): string | null {
  return value ? redactText(value) : value ?? null;
}

function contents(value: JsonObject | null | undefined): JsonObject | null {
  return value ? redactSecrets(value) : null;
}

/** Outside a transaction a statement is committed when it has run. */
function afterCommit(knex: Knex, tell: () => void): void {
  const outermost = findOutermost(knex);
  const ended = outermost ? outermost.executionPromise : Promise.resolve();
  ended.then(tell, () => undefined);
}

/** The end of a savepoint is not yet that of the transaction around it. */
function findOutermost(knex: Knex): Knex.Transaction | undefined {
  let current = isTransaction(knex) ? knex : undefined;
  while (current?.parentTransaction) {
    current = current.parentTransaction;
  }
  return current;
}

function isTransaction(knex: Knex): knex is Knex.Transaction {
  return knex.isTransaction === true;
}
