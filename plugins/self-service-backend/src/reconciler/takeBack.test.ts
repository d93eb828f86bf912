import { StepError } from '@slipway/plugin-self-service-node';
import { byAna, engineForEachTest } from '../__testUtils__/engine';
import { readEvents } from '../__testUtils__/readAudit';
import { makeBucket, readThings, settle } from '../__testUtils__/reconcilers';
import {
  act,
  readRequest,
  readResource,
  submitBucket,
} from '../__testUtils__/requests';
import { cancelRequest } from '../service/cancelRequest';
import { rollBackRequest } from '../service/retryRequest';

const engine = engineForEachTest();

describe('taking back', () => {
  const failAt = (effect: string) => {
    engine.store.before = text => {
      if (text.startsWith(effect)) {
        throw new StepError('No', { remedy: 'Do not.', permanent: true });
      }
    };
  };

  it('leaves nothing of a creation that was refused at the target', async () => {
    engine.store.before = text => {
      if (text.startsWith('put photos Lifecycle')) {
        throw new StepError('Its pull request was closed', {
          remedy: 'Ask again.',
          cancels: true,
        });
      }
    };
    const request = await submitBucket(engine);
    await settle(engine);
    expect(await readRequest(engine, request.id)).toMatchObject({
      state: 'cancelled',
      cancel_reason: 'refused',
      failure: { cause: 'Its pull request was closed' },
    });
    expect((await readResource(engine, request.resource_id)).state).toBe(
      'cancelled',
    );
    expect(readThings(engine)).toEqual([]);
    expect(await readEvents(engine.knex)).toEqual(
      expect.arrayContaining(['request.refused', 'request.cancelled']),
    );
    expect(await readEvents(engine.knex)).not.toContain('request.failed');
  });

  it('leaves nothing of a creation that failed', async () => {
    failAt('put photos Lifecycle');
    const request = await submitBucket(engine);
    await settle(engine);
    expect(readThings(engine)).toHaveLength(2);

    engine.store.before = undefined;
    await rollBackRequest(engine, { requestId: request.id, by: byAna });
    await settle(engine);
    expect(readThings(engine)).toEqual([]);
    expect(await readRequest(engine, request.id)).toMatchObject({
      state: 'cancelled',
      cancel_reason: 'rolled-back',
    });
    expect(await readResource(engine, request.resource_id)).toMatchObject({
      state: 'cancelled',
      failure: null,
      next_run_at: null,
    });
    expect(await engine.knex('reservations')).toEqual([]);
    expect(await engine.knex('inventory').where({ state: 'present' })).toEqual(
      [],
    );
    expect((await readEvents(engine.knex)).at(-1)).toBe('request.rolled-back');
  });

  it('takes back a creation that is cancelled while it runs', async () => {
    const request = await submitBucket(engine);
    engine.store.after = async effect => {
      if (effect === 'put photos Policy/access') {
        engine.store.after = undefined;
        await cancelRequest(engine, { requestId: request.id, by: byAna });
      }
    };
    await settle(engine);
    expect(engine.store.writes).toContain('put photos Policy/access');
    expect(engine.store.writes).not.toContain('put photos Lifecycle/objects');
    expect(readThings(engine)).toEqual([]);
    expect(engine.store.ledger).toEqual([]);
    expect((await readResource(engine, request.resource_id)).state).toBe(
      'cancelled',
    );
  });

  it('says which way each goes when taking back fails', async () => {
    failAt('put photos Lifecycle');
    const request = await submitBucket(engine);
    await settle(engine);
    failAt('remove photos');
    await rollBackRequest(engine, { requestId: request.id, by: byAna });
    await settle(engine);
    const failed = await readRequest(engine, request.id);
    expect(failed).toMatchObject({
      state: 'failed',
      failure: {
        remedy:
          'Do not. It was being taken back: roll back goes on with that, retry does what was asked for after all.',
      },
    });
    engine.store.before = undefined;
    await rollBackRequest(engine, { requestId: request.id, by: byAna });
    await settle(engine);
    expect((await readRequest(engine, request.id)).state).toBe('cancelled');
    expect(readThings(engine)).toEqual([]);
  });

  it('brings a change that failed back to what was there', async () => {
    const { id } = await makeBucket(engine, { size: 'small' });
    const before = readThings(engine);
    let puts = 0;
    engine.store.after = () => {
      puts += 1;
      throw new StepError('No', { remedy: 'Do not.', permanent: true });
    };
    const { request } = await act(engine, id, 'change-size', { size: 'large' });
    await settle(engine);
    expect(puts).toBe(1);
    expect((await readResource(engine, id)).state).toBe('failed');
    expect(readThings(engine)).not.toEqual(before);

    engine.store.after = undefined;
    await rollBackRequest(engine, { requestId: request!.id, by: byAna });
    await settle(engine);
    expect(readThings(engine)).toEqual(before);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'ready',
      generation: 1,
      spec: { size: 'small' },
    });
    expect(
      await engine.knex('reservations').where({ metric: 'storage' }),
    ).toMatchObject([{ quantity: '10.000000' }]);
  });
});
