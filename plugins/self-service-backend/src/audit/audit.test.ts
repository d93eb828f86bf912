import { mockServices } from '@backstage/backend-test-utils';
import { AuditRecord, ChainCheck } from '@slipway/plugin-self-service-common';
import { testDatabase } from '@slipway/testing';
import fc from 'fast-check';
import { Knex } from 'knex';
import { emptyTables, migrations } from '../__testUtils__/engine';
import { NewAuditRecord } from '../ports';
import {
  checkAudit,
  createAuditLog,
  createAuditorHook,
  exportAudit,
  listAudit,
  pruneAudit,
} from './index';
import { sha256 } from './records';

// Some record hundreds of events one after the other.
jest.setTimeout(60_000);

const database = testDatabase({ migrations });
const clock = { now: new Date('2021-03-02T09:00:00.000Z') };
const now = () => clock.now;
const audit = createAuditLog({ now });
let knex: Knex;

const day = (number: number) => new Date(Date.UTC(2021, 0, number));

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

async function readLines(lines: AsyncIterable<string>): Promise<AuditRecord[]> {
  const records: AuditRecord[] = [];
  for await (const line of lines) {
    records.push(JSON.parse(line));
  }
  return records;
}

beforeEach(async () => {
  knex = await database.knex();
  await emptyTables(knex);
  clock.now = new Date('2021-03-02T09:00:00.000Z');
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

describe('reading', () => {
  const resourceId = '8c1d1c5e-0e6b-4a57-9d7e-0d1c8a1f5b11';

  beforeEach(async () => {
    for (let turn = 1; turn <= 7; turn++) {
      clock.now = day(turn);
      await append({
        event: turn % 2 ? 'request.submitted' : 'resource.ready',
        actor: turn === 3 ? 'user:default/joel.mensah' : 'slipway',
        resourceId: turn > 4 ? resourceId : null,
        resourceName: `100%_${turn}`,
        team: 'group:default/checkout',
      });
    }
  });

  const list = async (
    filters: Parameters<typeof listAudit>[1]['filters'],
    page: { before?: number; limit?: number } = {},
  ) => {
    const { items, ...rest } = await listAudit(knex, {
      filters,
      limit: 50,
      ...page,
    });
    return { ...rest, sequences: items.map(({ sequence }) => sequence) };
  };

  it('pages newest first, also while records are added', async () => {
    expect(await list({}, { limit: 3 })).toEqual({
      sequences: [7, 6, 5],
      total: 7,
      next: '5',
    });
    await append();
    const rest = await list({}, { before: 5, limit: 4 });
    expect(rest).toEqual({ sequences: [4, 3, 2, 1], total: 8, next: null });
  });

  it.each([
    [{ event: 'resource.ready' }, [6, 4, 2]],
    [{ event: 'request.*' }, [7, 5, 3, 1]],
    [{ resourceId }, [7, 6, 5]],
    [{ actor: 'user:default/joel.mensah' }, [3]],
    [{ search: 'JOEL' }, [3]],
    [{ search: '%_4' }, [4]],
    [{ search: '100_' }, []],
    [{ from: day(2), to: day(4) }, [3, 2]],
    [{ team: 'group:default/checkout', event: '*', from: day(7) }, [7]],
    [{ kind: 'namespace' }, []],
  ])('filters by %j', async (filters, sequences) => {
    expect(await list(filters)).toMatchObject({
      sequences,
      total: sequences.length,
    });
  });

  it('exports lines that verify without the database', async () => {
    const records = await readLines(exportAudit(knex));
    const check = new ChainCheck({ sha256 });
    records.forEach(record => check.add(record));
    expect(check.finish()).toMatchObject({ intact: true, records: 7 });
    const some = await readLines(exportAudit(knex, { event: 'resource.*' }));
    expect(some.map(({ sequence }) => sequence)).toEqual([2, 4, 6]);
  });

  it('exports more than a page', async () => {
    await emptyTables(knex);
    await knex.transaction(async trx => {
      for (let turn = 0; turn < 2001; turn++) {
        await audit.append(trx, { event: 'request.done', actor: 'slipway' });
      }
    });
    expect(await readLines(exportAudit(knex))).toHaveLength(2001);
    expect(await checkAudit(knex)).toMatchObject({ records: 2001 });
  });
});

describe('retention', () => {
  const prune = (at: Date, retention: string) => {
    clock.now = at;
    return pruneAudit({ knex, audit, retention, now });
  };

  beforeEach(async () => {
    for (let turn = 1; turn <= 100; turn++) {
      clock.now = day(turn);
      await append({ after: { turn } });
    }
  });

  it('removes what is older, says so, and what is left verifies', async () => {
    expect(await prune(day(101), 'P90D')).toEqual({ removed: 10 });
    const check = await checkAudit(knex);
    expect(check).toMatchObject({
      intact: true,
      first: 11,
      last: 101,
      anchor: { sequence: 10 },
    });
    const { items } = await listAudit(knex, { filters: {}, limit: 1 });
    expect(items[0]).toMatchObject({
      event: 'audit.pruned',
      actor: 'slipway',
      after: { removed: 10, through: 10, hash: check.anchor?.hash },
    });
    expect(await prune(day(101), 'P90D')).toEqual({ removed: 0 });
    expect(await prune(day(103), 'P90D')).toEqual({ removed: 2 });
    expect(await checkAudit(knex)).toMatchObject({ intact: true, first: 13 });

    await tamper('DELETE FROM audit WHERE sequence = 13');
    expect(await checkAudit(knex)).toMatchObject({
      intact: false,
      broken: { sequence: 13 },
    });
  });

  it('keeps 30 days whatever it is told', async () => {
    expect(await prune(day(101), 'P1D')).toEqual({ removed: 70 });
    expect(await checkAudit(knex)).toMatchObject({ intact: true, first: 71 });
  });

  it('keeps a younger record that stands before an older one', async () => {
    await tamper(
      "ALTER TABLE audit DISABLE TRIGGER USER; UPDATE audit SET at = '2021-04-10' WHERE sequence = 5; ALTER TABLE audit ENABLE TRIGGER USER",
    );
    await expect(prune(day(101), 'P90D')).resolves.toEqual({ removed: 4 });
  });

  it('goes on after all was removed', async () => {
    expect(await prune(day(400), 'P90D')).toEqual({ removed: 100 });
    await append();
    expect(await checkAudit(knex)).toMatchObject({
      intact: true,
      records: 2,
      anchor: { sequence: 100 },
    });
  });

  it.each([
    [
      "UPDATE audit SET reason = 'x' WHERE sequence = 4",
      /Record 4 was changed/,
    ],
    ['DELETE FROM audit WHERE sequence = 10', /Record 10 is missing/],
  ])('removes nothing of a chain that does not hold (%s)', async (sql, why) => {
    await tamper(sql);
    const [before] = await knex('audit').count();
    await expect(prune(day(101), 'P90D')).rejects.toThrow(why);
    expect(await knex('audit').count()).toEqual([before]);
  });
});
