import { byAna, engineForEachTest, joel } from '../../__testUtils__/engine';
import { settle } from '../../__testUtils__/reconcilers';
import { act, readResource, submitBucket } from '../../__testUtils__/requests';
import { standingBucket } from '../../__testUtils__/standingBucket';
import { findOpenRequest } from '../../store/findOpenRequest';
import { getRequest } from './getRequest';
import { presentActions } from './presentActions';

const engine = engineForEachTest({
  settings: {
    drift: { sweep: 'P1D' },
    environments: {
      production: { class: 'production' },
      staging: { class: 'staging', maximumTtl: 'P10D' },
      dev: { class: 'development', defaultTtl: 'P10D' },
    },
  },
});
const ana = { ...byAna, onBehalfOf: null, admin: false };

const whyNot = async (id: string, action: string) => {
  const offered = await presentActions(engine, {
    resource: await readResource(engine, id),
    openRequest: await findOpenRequest(engine.knex, id),
    caller: ana,
  });
  return offered.find(offer => offer.id === action)?.whyNot;
};

describe('what is offered', () => {
  it('is to retry or roll back beside a request that failed', async () => {
    const { id } = await standingBucket(engine);
    engine.store.unreachable = new Error('away');
    const { request } = await act(engine, id, 'change-size', { size: 'large' });
    expect(await whyNot(id, 'destroy')).toContain('wait for it to end');
    await settle(engine, 2 * 3_600_000);
    expect((await findOpenRequest(engine.knex, id))?.id).toBe(request!.id);
    expect(await whyNot(id, 'destroy')).toContain('retry it or roll it back');
  });

  it('is no time beyond the maximum, and no undo that would be refused', async () => {
    const day = 86_400_000;
    const { id } = await standingBucket(engine, {
      inputs: { environment: 'staging', ttl: 'P10D' },
    });
    expect(await whyNot(id, 'extend')).toContain('have it pinned');
    await engine.wakeUps.wake(engine.knex, id);
    await settle(engine, 11.02 * day);
    expect(await readResource(engine, id)).toMatchObject({ state: 'expiring' });
    expect(await whyNot(id, 'undo-destroy')).toContain('have it pinned');
    await expect(act(engine, id, 'undo-destroy')).rejects.toThrow(
      'have it pinned',
    );
  });

  it('is an undo of what somebody asked for, at the maximum too', async () => {
    const { id, name } = await standingBucket(engine, {
      inputs: { environment: 'staging', ttl: 'P10D' },
    });
    await act(engine, id, 'destroy', { confirmName: name });
    await settle(engine, 1000);
    expect(await whyNot(id, 'undo-destroy')).toBeNull();
    await act(engine, id, 'undo-destroy');
  });
});

describe('a request that waits', () => {
  it('names those who may decide now, and those of then once it is decided', async () => {
    const { id } = await submitBucket(engine, { environment: 'production' });
    const people = async () =>
      (await getRequest(engine, id, ana)).approval?.people;
    expect(await people()).toEqual([joel]);
    engine.teams[0].leads.splice(0, 1, 'user:default/new.lead');
    expect(await people()).toEqual(['user:default/new.lead']);
    await engine.knex('requests').update({ state: 'cancelled' });
    expect(await people()).toEqual([joel]);
  });
});
