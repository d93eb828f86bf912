import { StepError } from '@slipway/plugin-self-service-node';
import { testDatabase } from '@slipway/testing';
import knexFactory, { Knex } from 'knex';
import {
  emptyTables,
  migrations,
  testEngine,
  TestEngine,
} from '../__testUtils__/engine';
import { testReconciler } from '../__testUtils__/reconcilers';
import { claimPreview, releasePreview } from './claimPreview';
import { hearOfPullRequest } from './hearOfPullRequest';
import { PreviewRow } from './previewRow';
import { syncPreview } from './syncPreview';

const database = testDatabase({ migrations });
const { signal } = new AbortController();
let pool: Knex;
let engine: TestEngine;

beforeEach(async () => {
  await emptyTables(await database.knex());
  pool = knexFactory({
    client: 'pg',
    connection: await database.url(),
    pool: { min: 0, max: 1 },
    acquireConnectionTimeout: 5000,
  });
  engine = testEngine(pool, {
    settings: {
      previews: {
        kind: 'bucket',
        capPerTeam: 4,
        repositories: [{ repository: 'acme/shop', component: 'shop' }],
      },
    },
  });
});

afterEach(() => pool.destroy());

const hear = (number: number, state: PreviewRow['wanted'] = 'open') =>
  hearOfPullRequest(engine, engine.settings.previews, {
    repository: 'acme/shop',
    number,
    title: 'A better basket',
    link: null,
    state,
    at: engine.clock.now,
    by: 'service:pull-request-webhook',
  });

const sync = (id: string) =>
  syncPreview(
    engine,
    { settings: engine.settings.previews, forge: undefined, portalUrl: '' },
    id,
    signal,
  );

const previews = () =>
  pool<PreviewRow>('previews').orderBy('number').select('*');

it('brings any number in step with one connection, and no more than may be', async () => {
  const rows = await Promise.all([1, 2, 3, 4, 5, 6].map(n => hear(n)));
  await Promise.all(rows.map(({ id }) => sync(id)));
  const made = (await previews()).filter(row => row.resource_id !== null);
  const without = (await previews()).filter(row => row.resource_id === null);
  expect(made).toHaveLength(4);
  expect(without).toHaveLength(2);
  expect(without[0].problem).toContain('may have 4 at once');
  expect(await pool('resources')).toHaveLength(4);
});

it('leaves alone what another one is at, and that one sees what is new', async () => {
  const { id } = await hear(1);
  const claimed = await claimPreview(pool, id);
  expect(claimed?.claim).toBeTruthy();
  expect(await claimPreview(pool, id)).toBeUndefined();
  await sync(id);
  expect(await pool('resources')).toEqual([]);

  await hear(1, 'closed');
  expect(claimed && (await releasePreview(pool, claimed))).toBe(true);
  const again = await claimPreview(pool, id);
  expect(again && (await releasePreview(pool, again))).toBe(false);
});

it('takes over from one who died', async () => {
  const { id } = await hear(1);
  const dead = await claimPreview(pool, id);
  await pool('previews').update({
    claimed_until: pool.raw(`clock_timestamp() - interval '1 second'`),
  });
  await sync(id);
  expect(await pool('resources')).toHaveLength(1);
  expect(dead && (await releasePreview(pool, dead))).toBe(false);
});

it('closes what was closed while it was made', async () => {
  const { id } = await hear(1);
  const { team } = engine.directory;
  let told = false;
  engine.directory.team = async ref => {
    if (!told) {
      told = true;
      await hear(1, 'closed');
      await sync(id);
    }
    return team(ref);
  };
  await sync(id);
  expect(told).toBe(true);
  expect(await pool('resources').pluck('state')).toEqual(['cancelled']);
});

it('says when something about it changed, not when it was looked at', async () => {
  const { id } = await hear(1);
  await sync(id);
  const [before] = await previews();
  engine.clock.now = new Date(engine.clock.now.getTime() + 60_000);
  await sync(id);
  expect(await previews()).toEqual([before]);
});

it('comes anew when the pull request was reopened while the creation was taken back', async () => {
  const later = (minutes: number) => {
    engine.clock.now = new Date(engine.clock.now.getTime() + minutes * 60_000);
  };
  const settle = async () => {
    for (const { id } of await pool('resources')) {
      await testReconciler(engine).reconcileOnce(id);
    }
  };
  const states = () => pool('resources').orderBy('created_at').pluck('state');
  const { id } = await hear(1);
  await sync(id);
  engine.store.before = () => {
    throw new StepError('No', { remedy: 'Do not.', permanent: true });
  };
  await settle();
  expect(await states()).toEqual(['failed']);
  later(1);
  await hear(1, 'closed');
  await sync(id);
  later(1);
  await hear(1);
  await sync(id);
  engine.store.before = undefined;
  later(1);
  await settle();
  expect(await states()).toEqual(['cancelled']);
  await sync(id);
  await sync(id);
  await settle();
  expect(await states()).toEqual(['cancelled', 'ready']);
});
