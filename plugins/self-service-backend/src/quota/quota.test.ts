import {
  byAna,
  byPriya,
  checkout,
  freshEngines,
  joel,
  priya,
  testEngine,
  TestEngine,
  warehouse,
} from '../__testUtils__/engine';
import { readAudit } from '../__testUtils__/readAudit';
import { submitBucket } from '../__testUtils__/requests';
import { cancelRequest } from '../service/cancelRequest';
import { previewRequest } from '../service/previewRequest';
import { submitRequest } from '../service/submitRequest';
import { listQuotas } from './listQuotas';
import { removeQuota, setQuota } from './setQuota';
import { syncQuotas } from './syncQuotas';

const freshEngine = freshEngines();

const start = (quotas: object[]) => freshEngine({ settings: { quotas } });

const perTeam = (metric: string, limit: number, more = {}) => ({
  scope: 'team',
  metric,
  unit: metric === 'buckets' ? 'bucket' : 'GiB',
  limit,
  ...more,
});

const submit = (engine: TestEngine, name: string, fields = {}) =>
  submitBucket(engine, { name, ...fields });

describe('quota', () => {
  it('lets exactly those in that fit, however many ask at once', async () => {
    const engine = await start([
      perTeam('buckets', 10),
      perTeam('storage', 1000),
      { ...perTeam('storage', 900), scope: 'environment-class' },
      { ...perTeam('buckets', 40), scope: 'cost-center' },
    ]);
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => submit(engine, `b-${index}`)),
    );
    const refused = results.flatMap(result =>
      result.status === 'rejected' ? [result.reason] : [],
    );
    expect(refused).toHaveLength(40);
    expect(
      new Set(refused.map(({ message }) => message.replace(/b-\d+/, 'b'))),
    ).toEqual(
      new Set([
        `Create bucket b is not accepted. The quota of ${checkout} for buckets is 10 bucket: 10 used, 1 asked, 0 left. Ask for less, remove or pause something that is not needed, or have a platform engineer raise the quota.`,
      ]),
    );
    expect(await engine.knex('resources')).toHaveLength(10);
    expect(await engine.knex('requests')).toHaveLength(10);
    expect(await engine.knex('reservations')).toHaveLength(20);
    const events = (await readAudit(engine.knex)).map(({ event }) => event);
    expect(events.filter(event => event === 'request.denied')).toHaveLength(40);
  }, 60_000);

  it('counts for each team apart, and a limit that names one beats the general one', async () => {
    const engine = await start([
      perTeam('storage', 60),
      perTeam('storage', 15, { environmentClass: 'staging' }),
      perTeam('storage', 500, { subject: warehouse }),
    ]);
    await submit(engine, 'one', { size: 'medium' });
    await submitRequest(engine, {
      kind: 'bucket',
      inputs: {
        name: 'theirs',
        team: warehouse,
        environment: 'dev',
        size: 'large',
      },
      requester: { ref: joel, type: 'user' },
    });
    await expect(submit(engine, 'two', { size: 'medium' })).rejects.toThrow(
      '60 GiB: 50 used, 50 asked, 10 left',
    );
    const preview = await previewRequest(engine, {
      kind: 'bucket',
      inputs: { name: 'three', team: checkout, environment: 'staging' },
      requester: byAna,
    });
    expect(preview.quota).toMatchObject([
      {
        environmentClass: null,
        used: 50,
        asked: 10,
        left: 10,
        exceeded: false,
      },
      {
        environmentClass: 'staging',
        used: 0,
        asked: 10,
        left: 15,
        exceeded: false,
      },
    ]);
    expect(await listQuotas(engine.knex)).toMatchObject([
      { subject: '*', environmentClass: null, used: 0, left: 60 },
      { subject: checkout, environmentClass: null, used: 50, left: 10 },
      { subject: '*', environmentClass: 'staging', used: 0 },
      { subject: checkout, environmentClass: 'staging', used: 0, left: 15 },
      { subject: warehouse, environmentClass: 'staging', used: 0, left: 15 },
      { subject: warehouse, environmentClass: null, used: 200, left: 300 },
    ]);
    expect(await listQuotas(engine.knex, { team: warehouse })).toMatchObject([
      { subject: warehouse, environmentClass: 'staging', limit: 15 },
      { subject: warehouse, environmentClass: null, limit: 500 },
    ]);
  });

  it('gives back what a cancelled request held', async () => {
    const engine = await start([perTeam('buckets', 1)]);
    const first = await submit(engine, 'one', {});
    await expect(submit(engine, 'two')).rejects.toThrow('0 left');
    await cancelRequest(engine, { requestId: first.id, by: byAna });
    await expect(submit(engine, 'one')).resolves.toMatchObject({
      state: 'approved',
    });
  });

  it('keeps what a person set over the settings until it is removed', async () => {
    const engine = await start([
      perTeam('buckets', 1),
      perTeam('storage', 100),
    ]);
    const set = (limit: number) =>
      setQuota(engine, {
        scope: 'team',
        subject: '*',
        metric: 'buckets',
        unit: 'bucket',
        limit,
        reason: 'A big launch',
        by: byPriya,
      });
    const quota = await set(2);
    await syncQuotas(engine);
    await syncQuotas(
      testEngine(engine.knex, {
        settings: { quotas: [perTeam('buckets', 5)] },
      }),
    );
    expect(await listQuotas(engine.knex)).toMatchObject([
      { metric: 'buckets', limit: 2 },
    ]);
    await removeQuota(engine, { id: quota.id, by: byPriya });
    expect(await listQuotas(engine.knex)).toMatchObject([
      { metric: 'buckets', limit: 1 },
      { metric: 'storage', limit: 100 },
    ]);
    await expect(set(Number.NaN)).rejects.toMatchObject({
      problems: [{ field: 'limit' }],
    });
    await expect(
      setQuota(engine, {
        scope: 'team',
        subject: 'checkout',
        metric: ' ',
        unit: 'bucket',
        limit: 1,
        by: byPriya,
      }),
    ).rejects.toMatchObject({
      problems: [{ field: 'metric' }, { field: 'subject' }],
    });
    const [own] = await listQuotas(engine.knex);
    await expect(
      removeQuota(engine, { id: own.id, by: byPriya }),
    ).rejects.toThrow('quota of the settings');
    expect(await readAudit(engine.knex)).toMatchObject([
      {
        event: 'quota.changed',
        actor: priya,
        reason: 'A big launch',
        before: { limit: 1, origin: 'settings' },
        after: { limit: 2, origin: 'person' },
      },
      { event: 'quota.changed', before: { limit: 2 }, after: null },
    ]);
  });

  it('says so when a quota and a kind count in different units', async () => {
    const engine = await start([perTeam('storage', 5, { unit: 'TiB' })]);
    await expect(submit(engine, 'one')).rejects.toThrow(
      'counted in TiB and this is in GiB',
    );
  });
});
