import { mockServices } from '@backstage/backend-test-utils';
import { testDatabase } from '@slipway/testing';
import fc from 'fast-check';
import { Knex } from 'knex';
import { TestAudit, testAudit } from '../__testUtils__/audit';
import { emptyTables, migrations } from '../__testUtils__/engine';
import { NewAuditRecord } from '../ports';
import { checkAudit, createAuditLog, createAuditorHook } from './index';

// Some record hundreds of events one after the other.
jest.setTimeout(60_000);

const database = testDatabase({ migrations });
let knex: Knex;
let clock: TestAudit['clock'];
let now: TestAudit['now'];
let append: TestAudit['append'];
let tamper: TestAudit['tamper'];

beforeEach(async () => {
  ({ knex, clock, now, append, tamper } = await testAudit(
    await database.knex(),
  ));
});

describe('the chain', () => {
  it('holds whatever was recorded, as it comes back from the database', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\0', '\ud800', '\udc00x', '😀', ''),
    );
    const json = fc.dictionary(
      fc.string({ unit: 'binary' }),
      fc.oneof(
        fc.jsonValue({ noUnicodeString: false }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        text,
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.record({ actor: text, reason: fc.option(text) }),
        fc.option(json),
        fc.option(json),
        fc.uuid(),
        async (names, before, after, id) => {
          await append({
            ...names,
            resourceId: id.toUpperCase(),
            before,
            after,
          } as Partial<NewAuditRecord>);
        },
      ),
      { numRuns: 150 },
    );
    expect(await checkAudit(knex)).toMatchObject({
      intact: true,
      records: 150,
      anchor: null,
      head: { sequence: 150, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('is one and unbroken when three connections write at once', async () => {
    await Promise.all(
      ['one', 'two', 'three'].map(async actor => {
        for (let turn = 0; turn < 20; turn++) {
          await append({ actor });
        }
      }),
    );
    expect(await checkAudit(knex)).toMatchObject({ intact: true, records: 60 });
  });

  it('has no gap where a transaction was rolled back', async () => {
    const told: number[] = [];
    const log = createAuditLog({
      now,
      onCommitted: record => told.push(record.sequence),
    });
    await append({}, log);
    const failing = knex.transaction(async trx => {
      await log.append(trx, { event: 'request.approved', actor: 'joel' });
      // A savepoint that ends well inside of what does not.
      await trx.transaction(inner =>
        log.append(inner, { event: 'request.started', actor: 'slipway' }),
      );
      throw new Error('crash');
    });
    await expect(failing).rejects.toThrow('crash');
    await append({}, log);
    expect(await checkAudit(knex)).toMatchObject({ intact: true, records: 2 });
    expect(told).toEqual([1, 2]);
  });

  it('shows what was done to it behind our back', async () => {
    const original = async () => {
      await emptyTables(knex);
      for (let turn = 0; turn < 5; turn++) {
        await append({ actor: `user-${turn}`, after: { turn } });
      }
    };
    const findings: unknown[] = [];
    for (const sql of [
      "UPDATE audit SET reason = 'another' WHERE sequence = 3",
      `UPDATE audit SET after = '{"turn": 7}' WHERE sequence = 3`,
      'DELETE FROM audit WHERE sequence = 3',
      'DELETE FROM audit WHERE sequence = 5',
      'DELETE FROM audit WHERE sequence = 1',
      `UPDATE audit SET sequence = CASE sequence WHEN 2 THEN 30 ELSE 2 END
         WHERE sequence IN (2, 3);
       UPDATE audit SET sequence = 3 WHERE sequence = 30`,
      `INSERT INTO audit (sequence, at, event, actor, previous_hash, hash)
         SELECT 6, at, event, actor, hash, hash FROM audit WHERE sequence = 5`,
    ]) {
      await original();
      await tamper(sql);
      const { intact, broken } = await checkAudit(knex);
      findings.push([intact, broken?.sequence]);
    }
    expect(findings).toEqual([
      [false, 3],
      [false, 3],
      [false, 3],
      [false, 5],
      [false, 1],
      [false, 2],
      [false, 6],
    ]);
  });

  it('shows with a link noted earlier that all of it was written anew', async () => {
    await append();
    const { head } = await checkAudit(knex);
    await emptyTables(knex);
    await append({ actor: 'nobody' });
    await append({ actor: 'nobody' });
    expect((await checkAudit(knex)).intact).toBe(true);
    expect(await checkAudit(knex, { noted: head ?? undefined })).toMatchObject({
      intact: false,
      broken: { sequence: 1 },
    });
  });

  it('refuses changes in the database too', async () => {
    await append();
    for (const sql of [
      "UPDATE audit SET actor = 'nobody'",
      'DELETE FROM audit',
      'TRUNCATE audit',
      "SET LOCAL slipway.audit_retention = 'on'; UPDATE audit SET actor = 'x'",
    ]) {
      await expect(knex.raw(sql)).rejects.toThrow('append-only');
    }
    clock.now = new Date();
    await append();
    await expect(
      knex.raw("SET LOCAL slipway.audit_retention = 'on'; DELETE FROM audit"),
    ).rejects.toThrow('younger than 30 days');
  });
});

describe('what is recorded', () => {
  it('has no secret in it', async () => {
    await append({
      reason: 'token=abcdef-0123456789',
      after: { password: 'hunter-2', url: 'https://app:hunter-2@example.com' },
    });
    const { rows } = await knex.raw('SELECT audit::text AS text FROM audit');
    expect(rows[0].text).toContain('[redacted]');
    expect(rows[0].text).not.toMatch(/hunter|abcdef/);
    expect((await checkAudit(knex)).intact).toBe(true);
  });

  it('goes to the auditor when the engine did it, after the commit', async () => {
    const auditor = mockServices.auditor.mock();
    const success = jest.fn();
    auditor.createEvent.mockResolvedValue({ success, fail: jest.fn() });
    const log = createAuditLog({
      now,
      onCommitted: createAuditorHook({
        auditor,
        logger: mockServices.logger.mock(),
      }),
    });
    await append({ actor: 'user:default/ana.brandt' }, log);
    await append({ actor: 'slipway', event: 'resource.drift.corrected' }, log);
    await new Promise(setImmediate);
    expect(auditor.createEvent.mock.calls).toEqual([
      [
        expect.objectContaining({
          eventId: 'resource-drift-corrected',
          severityLevel: 'medium',
          meta: expect.objectContaining({ sequence: 2 }),
        }),
      ],
    ]);
    expect(success).toHaveBeenCalledTimes(1);
  });
});
