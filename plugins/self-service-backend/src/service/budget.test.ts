import {
  byJoel,
  byPriya,
  checkout,
  freshEngines,
  platform,
  TestEngine,
  testSettings,
  warehouse,
} from '../__testUtils__/engine';
import { act, previewAct, submitBucket } from '../__testUtils__/requests';
import { standingBucket } from '../__testUtils__/standingBucket';
import { createPolicies } from '../policies/createPolicies';
import { lockCommitment } from '../store/readCommitment';
import { ResourceRow } from '../store/rows';

/** A small bucket costs 0.23 a month and a medium one 1.15. */
const settings = {
  policies: {
    params: {
      'budget-limit': { teams: { [checkout]: 2, [warehouse]: 0.3 } },
    },
  },
};

const freshEngine = freshEngines();
let engine: TestEngine;

beforeEach(async () => {
  engine = await freshEngine({ settings });
  engine.policies = await createPolicies({
    settings: testSettings(settings),
    now: engine.now,
  });
});

const names = ['one', 'two', 'three', 'four'].map(name => `${name}-bucket`);

/** All judged before the first is accepted, so that each alone would fit. */
async function atOnce<T>(team: string, run: () => Array<Promise<T>>) {
  const judge = engine.policies.judge;
  let waiting = 0;
  const trx = await engine.knex.transaction();
  await lockCommitment(trx, team);
  engine.policies.judge = async input => {
    waiting += 1;
    return judge(input);
  };
  const running = run();
  let ended = false;
  const results = Promise.allSettled(running).finally(() => {
    ended = true;
  });
  while (waiting < running.length && !ended) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  engine.policies.judge = judge;
  await trx.commit();
  return results;
}

describe('a budget', () => {
  it('is not passed by requests at once', async () => {
    const results = await atOnce(checkout, () =>
      names.map(name => submitBucket(engine, { name, size: 'medium' })),
    );
    const refused = results.flatMap(result =>
      result.status === 'rejected' ? [result.reason] : [],
    );
    expect(refused).toHaveLength(names.length - 1);
    for (const reason of refused) {
      expect(reason).toMatchObject({
        message: expect.stringMatching(
          /Checkout has 1\.15 EUR a month and asks for 1\.15 more; its budget is 2 EUR/,
        ),
      });
    }
    expect(await engine.knex('resources')).toHaveLength(1);
  });

  it('is not passed by changes that are on their way', async () => {
    const rows: ResourceRow[] = [];
    for (const name of names.slice(0, 2)) {
      rows.push(await standingBucket(engine, { inputs: { name } }));
    }
    const grow = (index: number) =>
      act(engine, rows[index].id, 'change-size', { size: 'medium' });
    await grow(0);
    await expect(grow(1)).rejects.toThrow(
      /has 1\.15 EUR a month and asks for 1\.15 more/,
    );
  });

  it('pays for what is made smaller until it is', async () => {
    const row = await standingBucket(engine, { inputs: { size: 'medium' } });
    await act(engine, row.id, 'change-size', { size: 'small' });
    await expect(
      submitBucket(engine, { name: 'another', size: 'medium' }),
    ).rejects.toThrow(/has 1\.15 EUR a month and asks for 1\.15 more/);
  });

  it('is that of the team that receives', async () => {
    const small = await standingBucket(engine);
    const medium = await standingBucket(engine, {
      inputs: { name: 'more', size: 'medium' },
    });
    const give = { team: 'warehouse' };
    await expect(act(engine, medium.id, 'transfer', give)).rejects.toThrow(
      /Warehouse has 0\.00 EUR a month and asks for 1\.15 more/,
    );
    await act(engine, small.id, 'transfer', give);
    const other = await standingBucket(engine, { inputs: { name: 'other' } });
    // The first is on its way, and nobody has agreed to it yet.
    await expect(act(engine, other.id, 'transfer', give)).rejects.toThrow(
      /Warehouse has 0\.23 EUR a month and asks for 0\.23 more/,
    );
  });

  it('cannot be kept where a price is not known', async () => {
    const row = await standingBucket(engine);
    const priced = engine.prices;
    engine.prices = {
      list: () => [],
      estimate: (demands, at) => ({
        ...priced.estimate(demands, at),
        amount: null,
        unknown: ['example.storage'],
      }),
    };
    await expect(submitBucket(engine, { name: 'another' })).rejects.toThrow(
      /What it costs is not known, so the budget of Checkout, 2 EUR, cannot be kept: .*example\.storage/,
    );
    // Where there is no budget, a lead decides.
    await expect(
      submitBucket(
        engine,
        { name: 'another', team: platform, costCenter: 'CC-1001' },
        { requester: byPriya },
      ),
    ).rejects.toThrow('Nobody can approve this');
    const { cost } = row;
    await engine.knex('resources').update({
      cost: { ...cost, amount: null, unknown: ['example.storage'] },
    });
    engine.prices = priced;
    await expect(submitBucket(engine, { name: 'another' })).rejects.toThrow(
      /What Checkout has already costs a sum that is not known.*example\.storage/,
    );
    expect(await previewAct(engine, row.id, 'pause')).toMatchObject({
      acceptable: true,
    });
    await act(engine, row.id, 'destroy', { confirmName: row.name });
  });

  it('asks again where somebody has to agree by what others were granted', async () => {
    engine.policies.judge = async ({ cost }) => [
      {
        policy: 'half',
        title: 'Half of it',
        severity: 'approval',
        result: Number(cost.teamCommitted) > 1 ? 'fail' : 'pass',
        message: 'More than half is spent.',
        field: null,
        item: null,
        owner: platform,
        waiver: null,
      },
    ];
    const results = await atOnce(checkout, () =>
      names
        .slice(0, 2)
        .map(name => submitBucket(engine, { name, size: 'medium' })),
    );
    expect(
      results.map(result =>
        result.status === 'rejected' ? result.reason.name : result.value.state,
      ),
    ).toEqual(expect.arrayContaining(['approved', 'ConflictError']));
    await expect(
      submitBucket(engine, { name: 'third', size: 'medium' }),
    ).resolves.toMatchObject({
      state: 'waiting-for-approval',
      approval: { people: [byJoel.ref] },
    });
  });
});
