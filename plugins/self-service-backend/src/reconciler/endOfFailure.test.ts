import { StepError } from '@slipway/plugin-self-service-node';
import {
  byAna,
  checkout,
  freshEngines,
  TestEngine,
} from '../__testUtils__/engine';
import { readAudit } from '../__testUtils__/readAudit';
import { makeBucket, readThings, settle } from '../__testUtils__/reconcilers';
import {
  act,
  readRequest,
  readResource,
  submitBucket,
} from '../__testUtils__/requests';

const freshEngine = freshEngines();
const day = 86_400_000;
let engine: TestEngine;

beforeEach(async () => {
  engine = await freshEngine({ settings: { drift: { sweep: 'P1D' } } });
});

const failAt = (effect: string) => {
  engine.store.before = text => {
    if (text.startsWith(effect)) {
      throw new StepError('No', { remedy: 'Do not.', permanent: true });
    }
  };
};
const told = () => engine.notifications.map(({ description }) => description);

describe('time that is over for something that failed', () => {
  it('has a deletion tried again, and writes nothing back', async () => {
    const { id } = await makeBucket(engine, {
      environment: 'staging',
      ttl: 'P10D',
    });
    failAt('remove photos Bucket');
    const { request } = await act(engine, id, 'destroy', {
      confirmName: 'photos',
    });
    await settle(engine, 2 * 3_600_000);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'failed',
      undo_until: null,
    });
    expect(readThings(engine)).toHaveLength(1);
    engine.store.writes.length = 0;
    engine.store.before = undefined;

    await settle(engine, 11 * day);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'destroyed',
      paused: false,
    });
    expect(engine.store.writes).toEqual([
      'remove photos Bucket/main',
      `unregister ${id}`,
    ]);
    expect(await readRequest(engine, request!.id)).toMatchObject({
      state: 'done',
      failure: null,
    });
    expect(told().filter(text => text.includes('undone'))).toEqual([]);
    expect(await readAudit(engine.knex)).toContainEqual(
      expect.objectContaining({
        event: 'request.retried',
        actor: 'slipway',
        request_id: request!.id,
        reason: 'Its time is over.',
        before: expect.objectContaining({ state: 'failed', cause: 'No' }),
        after: { state: 'running' },
      }),
    );
  });

  it('tries a deletion again once, and says that it failed', async () => {
    const { id } = await makeBucket(engine, { ttl: 'P10D' });
    failAt('remove photos Bucket');
    const { request } = await act(engine, id, 'destroy', {
      confirmName: 'photos',
    });
    await settle(engine, 40 * day);
    expect(await readResource(engine, id)).toMatchObject({ state: 'failed' });
    expect(engine.notifications.at(-1)).toMatchObject({
      recipients: [byAna.ref],
      description: 'No. Do not.',
    });
    const events = (await readAudit(engine.knex)).map(({ event }) => event);
    expect(events.filter(event => event === 'request.retried')).toHaveLength(1);
    expect(events.filter(event => event === 'request.failed')).toHaveLength(2);
    expect((await readRequest(engine, request!.id)).state).toBe('failed');
  });

  it('takes a change that failed back first, with a record', async () => {
    const { id } = await makeBucket(engine, { ttl: 'P10D' });
    failAt('put photos Bucket');
    const { request } = await act(engine, id, 'change-size', { size: 'large' });
    await settle(engine, day);
    expect(await readResource(engine, id)).toMatchObject({ state: 'failed' });
    engine.store.before = undefined;
    await settle(engine, 20 * day);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'destroyed',
      team: checkout,
    });
    expect(await readAudit(engine.knex)).toContainEqual(
      expect.objectContaining({
        event: 'request.cancelling',
        actor: 'slipway',
        request_id: request!.id,
        reason: 'Its time is over.',
        after: { state: 'cancelling' },
      }),
    );
  });

  it('tells the owners when an end that nobody asked for fails', async () => {
    const { id } = await makeBucket(engine, { ttl: 'P10D' });
    failAt('remove photos Bucket');
    await settle(engine, 12 * day);
    expect(await readResource(engine, id)).toMatchObject({ state: 'failed' });
    expect(engine.notifications.at(-1)).toMatchObject({
      recipients: [checkout],
      title: 'Delete photos: failed at Remove Bucket/main',
      description: 'No. Do not.',
    });
  });
});

describe('what a service asked for', () => {
  const submitAs = (onBehalfOf: string | null, name = 'photos') =>
    submitBucket(
      engine,
      { name },
      { requester: { ref: 'external:pipeline', type: 'service', onBehalfOf } },
    );
  const recipients = () =>
    engine.notifications.map(message => message.recipients);

  it('goes to the owners when it fails, and to nobody when it is made', async () => {
    await submitAs(null);
    await settle(engine);
    expect(engine.notifications).toEqual([]);
    failAt('register');
    await submitAs(null, 'others');
    await settle(engine);
    expect(recipients()).toEqual([[checkout]]);
  });

  it('goes to the person for whom it was asked', async () => {
    await submitAs(byAna.ref);
    await settle(engine);
    expect(recipients()).toEqual([[byAna.ref]]);
  });
});
