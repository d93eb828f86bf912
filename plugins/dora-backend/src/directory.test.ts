import { testDatabase } from '@slipway/testing';
import { Knex } from 'knex';
import { clearSample } from './service/clearSample';
import { remapEnvironments } from './service/remapEnvironments';
import { syncDirectory } from './service/syncDirectory';
import { EnvironmentMap } from './settings';
import {
  at,
  commit,
  delivery,
  emptyTables,
  migrations,
  now,
  readProjection,
  testEngine,
} from './__testUtils__/engine';

const database = testDatabase({ migrations });
const history = [commit('a', [], at(1)), commit('b', ['a'], at(2))];
let knex: Knex;

beforeEach(async () => {
  knex = await database.knex();
  await emptyTables(knex);
});

const projection = () => readProjection(knex);

describe('who owns what, and when', () => {
  const service = (ownerRef: string) => ({
    serviceRef: 'component:default/till',
    title: 'Till',
    ownerRef,
    lifecycle: 'production',
  });
  const groups = [
    {
      groupRef: 'group:default/shop',
      title: 'Shop',
      parentRef: null,
      timeZone: 'Europe/Berlin',
    },
    {
      groupRef: 'group:default/red',
      title: 'Red',
      parentRef: 'group:default/shop',
      timeZone: null,
    },
    {
      groupRef: 'group:default/blue',
      title: 'Blue',
      parentRef: 'group:default/shop',
      timeZone: null,
    },
  ];
  const counts = async (entityRef: string) => {
    const report = await testEngine(knex).metrics({
      entityRef,
      from: '2024-06-01',
      to: '2024-07-01',
    });
    expect(report.window.timeZone).toBe('Europe/Berlin');
    return report.metrics.deploymentFrequency.deployments;
  };

  it('gives each deployment to the team that owned the service then, once', async () => {
    const { sink, settle } = testEngine(knex);
    await syncDirectory(
      knex,
      { services: [service('group:default/red')], groups },
      new Date(at(1)),
    );
    await sink.deliver({
      source: 'ci',
      deliveries: [5, 6, 20].map(day =>
        delivery(`d${day}`, { occurredAt: at(day) }),
      ),
    });
    await settle();
    expect(await counts('group:default/red')).toBe(3);

    const moved = await syncDirectory(
      knex,
      { services: [service('group:default/blue')], groups },
      new Date(at(15)),
    );
    expect(moved.moved).toEqual(['component:default/till']);
    await settle();
    expect(await counts('group:default/red')).toBe(2);
    expect(await counts('group:default/blue')).toBe(1);
    expect(await counts('group:default/shop')).toBe(3);
    expect(await counts('component:default/till')).toBe(3);
  });

  it('takes an empty catalog for one that is not loaded yet', async () => {
    const services = [service('group:default/red')];
    await syncDirectory(knex, { services, groups }, now);
    await syncDirectory(knex, { services: [], groups: [] }, now);
    expect(await knex('directory_services').select('service_ref')).toHaveLength(
      1,
    );
  });
});

describe('settings and sample', () => {
  it('applies a changed environment mapping to what is there', async () => {
    const { sink, settle } = testEngine(knex);
    await sink.deliver({
      source: 'ci',
      deliveries: [
        delivery('one', { occurredAt: at(5), environment: 'PRD-EU-1' }),
      ],
    });
    await settle();
    expect((await projection()).deployments).toEqual([]);
    const wider = new EnvironmentMap({ production: ['prd-eu-1'] });
    expect(await remapEnvironments(knex, wider)).toEqual(['PRD-EU-1']);
    await settle();
    expect((await projection()).deployments).toHaveLength(1);
    expect(await remapEnvironments(knex, wider)).toEqual([]);
    await remapEnvironments(knex, new EnvironmentMap({ production: ['live'] }));
    await settle();
    expect((await projection()).deployments).toEqual([]);
  });

  it('removes the sample and nothing else', async () => {
    const { sink, settle } = testEngine(knex);
    await sink.deliver({
      source: 'sample',
      sample: true,
      deliveries: [delivery('made-up', { occurredAt: at(5) })],
    });
    await sink.recordHistory({
      repository: 'made-up',
      sample: true,
      commits: history,
    });
    await sink.deliver({
      source: 'ci',
      deliveries: [delivery('real', { occurredAt: at(6) })],
    });
    await settle();
    expect(await clearSample(knex)).toEqual({ deployments: 1 });
    await settle();
    const { deployments } = await projection();
    expect(deployments.map(row => [row.version, row.sample])).toEqual([
      ['real', false],
    ]);
    expect(await knex('commits').select('sha')).toEqual([]);
    expect(await knex('sample_state').first('state')).toEqual({
      state: 'cleared',
    });
  });

  it('can be taken back and applied again', async () => {
    await knex.migrate.rollback({ directory: migrations }, true);
    expect(await knex.schema.hasTable('deployments')).toBe(false);
    await knex.migrate.latest({ directory: migrations });
    expect(await knex.schema.hasTable('deployments')).toBe(true);
  });
});
