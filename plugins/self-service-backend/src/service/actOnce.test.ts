import { ana, byJoel, engineForEachTest, joel } from '../__testUtils__/engine';
import { readEvents } from '../__testUtils__/readAudit';
import { act, readResource, submitBucket } from '../__testUtils__/requests';
import { standingBucket } from '../__testUtils__/standingBucket';

const engine = engineForEachTest();

const extensions = async () =>
  (await readEvents(engine.knex)).filter(event => event === 'resource.extended')
    .length;

it('extends once for a key, also for two at the same moment', async () => {
  const row = await standingBucket(engine);
  const again = { idempotencyKey: 'the-answer-was-lost' };
  const extend = () => act(engine, row.id, 'extend', { by: 'P10D' }, again);
  await Promise.all([extend(), extend(), extend()]);
  const first = (await readResource(engine, row.id)).expires_at;
  const { resource } = await extend();
  expect(resource.expires_at).toEqual(first);
  expect(await extensions()).toBe(1);
});

it('takes another key, another person and no key as another wish', async () => {
  const row = await standingBucket(engine);
  const extend = (more: object) =>
    act(engine, row.id, 'extend', { by: 'P1D' }, more);
  await extend({ idempotencyKey: 'one' });
  await extend({ idempotencyKey: 'two' });
  await extend({ idempotencyKey: 'two', requester: byJoel });
  await extend({});
  await extend({});
  expect(await extensions()).toBe(5);
  const key = { idempotencyKey: 'three' };
  await act(engine, row.id, 'extend', { by: 'P1D' }, key);
  await act(engine, row.id, 'protect', {}, key);
  await act(engine, row.id, 'extend', { by: 'P2D' }, key);
  expect(await extensions()).toBe(7);
  expect((await readResource(engine, row.id)).protected).toBe(true);
});

it('refuses a key for another wish than the first', async () => {
  const key = { idempotencyKey: 'build-7' };
  const first = await submitBucket(engine, {}, key);
  const again = await submitBucket(engine, {}, key);
  expect(again.id).toBe(first.id);
  const used = { message: expect.stringContaining("'build-7' was used for") };
  await expect(
    submitBucket(engine, { name: 'other' }, key),
  ).rejects.toMatchObject(used);
  await expect(
    submitBucket(engine, {}, { ...key, draft: true }),
  ).rejects.toMatchObject(used);
  const service = { ref: 'external:ci', type: 'service' as const };
  const by = (onBehalfOf: string) =>
    submitBucket(
      engine,
      { name: 'shared' },
      { ...key, requester: { ...service, onBehalfOf } },
    );
  await by(ana);
  await expect(by(joel)).rejects.toMatchObject(used);
});
