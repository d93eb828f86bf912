import { byJoel, engineForEachTest } from '../__testUtils__/engine';
import { readEvents } from '../__testUtils__/readAudit';
import { act, readResource } from '../__testUtils__/requests';
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
});
