import { AuditRecord, ChainCheck } from '@slipway/plugin-self-service-common';
import { testDatabase } from '@slipway/testing';
import { Knex } from 'knex';
import { TestAudit, testAudit } from '../__testUtils__/audit';
import { emptyTables, migrations } from '../__testUtils__/engine';
import { checkAudit, exportAudit, listAudit, pruneAudit } from './index';
import { sha256 } from './records';

// Some record hundreds of events one after the other.
jest.setTimeout(60_000);

const database = testDatabase({ migrations });
let knex: Knex;
let clock: TestAudit['clock'];
let now: TestAudit['now'];
let audit: TestAudit['audit'];
let append: TestAudit['append'];
let tamper: TestAudit['tamper'];

beforeEach(async () => {
  ({ knex, clock, now, audit, append, tamper } = await testAudit(
    await database.knex(),
  ));
});

const day = (number: number) => new Date(Date.UTC(2021, 0, number));

async function readLines(lines: AsyncIterable<string>): Promise<AuditRecord[]> {
  const records: AuditRecord[] = [];
  for await (const line of lines) {
    records.push(JSON.parse(line));
  }
  return records;
}

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
