import { engineForEachTest, joel } from '../__testUtils__/engine';
import { readEvents } from '../__testUtils__/readAudit';
import { makeBucket, settle } from '../__testUtils__/reconcilers';
import {
  act,
  decisionOn,
  readRequest,
  readResource,
  submitBucket,
} from '../__testUtils__/requests';
import { approveRequest } from '../service/approveRequest';

const engine = engineForEachTest();

describe('the last look before the first step', () => {
  it('lapses when what was approved is not what would be done', async () => {
    const request = await submitBucket(engine, { environment: 'production' });
    await approveRequest(engine, decisionOn(request));
    engine.rules.version = 'policies-2';
    await settle(engine);

    const lapsed = await readRequest(engine, request.id);
    expect(lapsed).toMatchObject({
      state: 'waiting-for-approval',
      approved_hash: null,
      policy_version: 'policies-2',
    });
    expect(lapsed.plan_hash).not.toBe(request.plan_hash);
    expect(await readResource(engine, request.resource_id)).toMatchObject({
      state: 'waiting-for-approval',
      next_run_at: null,
    });
    expect(await engine.knex('decisions').orderBy('at')).toMatchObject([
      { decision: 'approved' },
      {
        decision: 'lapsed',
        plan_hash: request.plan_hash,
        reason: 'The policies changed since.',
      },
    ]);
    expect(engine.store.writes).toEqual([]);
    expect(engine.notifications.at(-2)).toMatchObject({
      recipients: [joel],
      title: expect.stringContaining('Approval needed'),
    });

    await approveRequest(engine, decisionOn(lapsed));
    await settle(engine);
    expect((await readResource(engine, request.resource_id)).state).toBe(
      'ready',
    );
  });

  it('takes the new plan where nobody has to agree, if the quota has room', async () => {
    const kind = engine.kinds.get('bucket');
    const planned = kind.plan.bind(kind);
    const [fits, tooLarge] = await Promise.all([
      submitBucket(engine, { name: 'anchor' }),
      submitBucket(engine, { name: 'buoy' }),
    ]);
    kind.plan = resource => {
      const plan = planned(resource);
      const storage = resource.name === 'buoy' ? 5000 : 20;
      return {
        ...plan,
        usage: plan.usage.map(use =>
          use.metric === 'storage' ? { ...use, quantity: storage } : use,
        ),
      };
    };
    await engine.knex('quotas').insert({
      id: engine.newId(),
      scope: 'team',
      subject: '*',
      environment_class: '*',
      metric: 'storage',
      unit: 'GiB',
      limit: 100,
      origin: 'settings',
      updated_by: 'slipway',
      updated_at: engine.now(),
    });
    await settle(engine);
    expect(await readResource(engine, fits.resource_id)).toMatchObject({
      state: 'ready',
    });
    expect(await readRequest(engine, tooLarge.id)).toMatchObject({
      state: 'cancelled',
      failure: { cause: expect.stringContaining('100 GiB') },
    });
    expect(
      await engine.knex('reservations').where({ metric: 'storage' }),
    ).toMatchObject([{ resource_id: fits.resource_id, quantity: '20.000000' }]);
    expect(await engine.knex('decisions')).toEqual([]);
  });

  it('is cancelled with the verdict when the rules of now refuse it', async () => {
    const request = await submitBucket(engine);
    engine.rules.judge.push(() => ({ message: 'There is a freeze.' }));
    await settle(engine);
    expect(await readRequest(engine, request.id)).toMatchObject({
      state: 'cancelled',
      failure: { cause: 'There is a freeze. (policy rule-0)' },
    });
    expect((await readResource(engine, request.resource_id)).state).toBe(
      'cancelled',
    );
    expect(await engine.knex('reservations')).toEqual([]);
    expect(await readEvents(engine.knex)).toEqual([
      'request.submitted',
      'request.cancelled',
    ]);
  });

  it('refuses what cannot be planned any more', async () => {
    const request = await submitBucket(engine);
    await engine.knex('requests').update({
      desired: JSON.stringify({ ...request.desired, templateVersion: '0' }),
    });
    await settle(engine);
    expect(await readRequest(engine, request.id)).toMatchObject({
      state: 'cancelled',
      failure: { cause: expect.stringContaining("no template version '0'") },
    });
    expect(await engine.knex('reservations')).toEqual([]);
  });

  it('refuses to delete what was protected meanwhile', async () => {
    const { id } = await makeBucket(engine);
    const { request } = await act(engine, id, 'destroy', {
      confirmName: 'photos',
    });
    await engine.knex('resources').update({ protected: true });
    await settle(engine);
    expect(await readRequest(engine, request!.id)).toMatchObject({
      state: 'cancelled',
      failure: { cause: 'photos is protected by now' },
    });
    expect((await readResource(engine, id)).state).toBe('ready');
  });
});
