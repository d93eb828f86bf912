import { randomUUID } from 'node:crypto';
import { testDatabase } from '@slipway/testing';
import { Knex } from 'knex';
import {
  ana,
  checkout,
  emptyTables,
  migrations,
  warehouse,
} from '../../__testUtils__/engine';
import { listResources } from './listResources';

const database = testDatabase({ migrations });
let knex: Knex;

const cost = (amount: string | null, currency = 'EUR') => ({
  currency,
  amount,
  lines: [],
  unknown: amount === null ? ['kubernetes.gpu'] : [],
});

/** Names count up in the order of the list. */
async function insertAll(
  rows: Array<{ team?: string; state?: string; cost: object | null }>,
) {
  await knex('resources').insert(
    rows.map((row, index) => ({
      id: randomUUID(),
      kind: 'bucket',
      name: `bucket-${index}`,
      target: 'store',
      team: row.team ?? checkout,
      environment: 'dev',
      environment_class: 'development',
      state: row.state ?? 'ready',
      spec: '{}',
      template_version: '1',
      requested_by: ana,
      cost: row.cost && JSON.stringify(row.cost),
      created_at: new Date(),
      updated_at: new Date(),
    })),
  );
}

const list = (filter: object, cursor?: string) =>
  listResources(knex, filter, {
    order: 'name',
    descending: false,
    limit: 2,
    cursor,
  });

beforeEach(async () => {
  knex = await database.knex();
  await emptyTables(knex);
});

describe('what resources cost together', () => {
  it('is of all that fit, exactly, on every page', async () => {
    await insertAll([
      { cost: cost('0.1') },
      { cost: cost('0.2') },
      { cost: cost('40') },
      { cost: cost('3.10', 'USD') },
      { cost: cost(null) },
      { cost: null },
      { cost: cost('1000'), team: warehouse },
      { cost: cost('1000'), state: 'destroyed' },
    ]);
    const sum = {
      amounts: [
        { currency: 'EUR', amount: '40.3' },
        { currency: 'USD', amount: '3.1' },
      ],
      unknown: 2,
    };
    const first = await list({ team: checkout });
    expect([first.rows.length, first.total]).toEqual([2, 6]);
    expect(first.cost).toEqual(sum);
    expect((await list({ team: checkout }, first.next ?? '')).cost).toEqual(
      sum,
    );
  });

  it('says what is not known, and nothing of what is not there', async () => {
    await insertAll([{ cost: cost(null) }]);
    expect((await list({ team: checkout })).cost).toEqual({
      amounts: [],
      unknown: 1,
    });
    expect((await list({ team: warehouse })).cost).toEqual({
      amounts: [],
      unknown: 0,
    });
  });
});
