import { StepError } from '@slipway/plugin-self-service-node';
import {
  checkout,
  engineForEachTest,
  testSettings,
} from '../__testUtils__/engine';
import { readEvents } from '../__testUtils__/readAudit';
import { makeBucket, settle } from '../__testUtils__/reconcilers';
import { act, readResource, submitBucket } from '../__testUtils__/requests';
import { createPolicies } from '../policies/createPolicies';
import { ResourceRow } from '../store/rows';

const day = 86_400_000;
const engine = engineForEachTest({ settings: { drift: { sweep: 'P1D' } } });

/** So many days from the beginning nothing may be done. */
const freeze = (from: number, to: number) => {
  const start = engine.now().getTime();
  engine.rules.judge.push(({ now, action }) =>
    action !== 'undo-destroy' &&
    now.getTime() >= start + from * day &&
    now.getTime() < start + to * day
      ? { message: `Frozen, also for ${action}.` }
      : undefined,
  );
};
const held = ({ conditions }: ResourceRow) =>
  conditions.find(({ type }) => type === 'EndsInTime');
const made = (environment: string) =>
  makeBucket(engine, { environment, ttl: 'P10D' });

describe('what time does', () => {
  it('waits for the end of a freeze, says so, and takes as long as ever', async () => {
    const { id } = await made('dev');
    freeze(8, 14);
    engine.notifications.length = 0;
    await settle(engine, 13 * day);
    const kept = await readResource(engine, id);
    expect(kept).toMatchObject({
      state: 'ready',
      paused: false,
      expiry_stage: 'warned',
      next_run_at: expect.any(Date),
    });
    expect(held(kept)).toMatchObject({
      status: 'false',
      reason: 'HeldByPolicy',
      message:
        'Its time is over, and it is not paused: Frozen, also for pause. (policy rule-0)',
    });
    expect(engine.notifications.slice(1)).toMatchObject([
      {
        recipients: [checkout],
        title: 'photos stays for now',
        description: expect.stringContaining('Frozen'),
      },
    ]);
    expect(await engine.knex('requests')).toHaveLength(1);

    await settle(engine, 2.5 * day);
    const paused = await readResource(engine, id);
    expect(paused).toMatchObject({ state: 'suspended' });
    expect(held(paused)).toBeUndefined();
    await settle(engine, 2 * day);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'destroyed',
    });
  });

  it('deletes nothing in a freeze that began when the deletion had', async () => {
    const { id } = await made('staging');
    await settle(engine, 11.01 * day);
    expect(await readResource(engine, id)).toMatchObject({ state: 'expiring' });
    freeze(0, 3);
    await settle(engine, 2 * day);
    const kept = await readResource(engine, id);
    expect(kept).toMatchObject({ state: 'expiring' });
    expect(held(kept)?.message).toContain('it is not deleted: Frozen');

    await act(engine, id, 'undo-destroy');
    await settle(engine, 0);
    const undone = await readResource(engine, id);
    expect(undone).toMatchObject({ state: 'suspended' });
    expect(held(undone)).toBeUndefined();
  });

  it('takes nothing back in a freeze that failed before it', async () => {
    engine.store.before = effect => {
      if (effect.startsWith('register')) {
        throw new StepError('No', { remedy: 'Do not.', permanent: true });
      }
    };
    const { resource_id: id } = await submitBucket(engine, { ttl: 'P10D' });
    await settle(engine);
    engine.store.before = undefined;
    freeze(0, 12);
    await settle(engine, 11 * day);
    expect(held(await readResource(engine, id))?.message).toContain('Frozen');
    await settle(engine, 3 * day);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'cancelled',
    });
    expect(await readEvents(engine.knex)).toContain('request.cancelling');
  });

  it('is not said to wait any more once a person has deleted it', async () => {
    const { id } = await made('dev');
    engine.rules.judge.push(({ action }) =>
      action === 'pause' ? { message: 'Not asleep.' } : undefined,
    );
    await settle(engine, 11 * day);
    expect(held(await readResource(engine, id))).toBeDefined();
    await act(engine, id, 'destroy', { confirmName: 'photos' });
    await settle(engine, 0);
    const gone = await readResource(engine, id);
    expect(gone).toMatchObject({ state: 'destroyed', next_run_at: null });
    expect(held(gone)).toBeUndefined();
  });

  it('asks nobody, and keeps the verdicts that it was done under', async () => {
    const { id } = await made('dev');
    engine.rules.judge.push(() => ({ severity: 'approval' }));
    await settle(engine, 12 * day);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'destroyed',
    });
    expect(await engine.knex('requests').orderBy('requested_at')).toMatchObject(
      [
        { action: 'create', verdicts: [] },
        { action: 'pause', verdicts: [{ policy: 'rule-0' }], approval: null },
        { action: 'destroy', verdicts: [{ policy: 'rule-0' }], approval: null },
      ],
    );
  });

  it('comes to what has lost its template, which cannot be paused', async () => {
    const { id } = await made('dev');
    await engine.knex('resources').update({ template_version: 'gone' });
    await settle(engine, 10.5 * day);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'ready',
      expiry_stage: 'paused',
    });
    await settle(engine, 2 * day);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'destroyed',
    });
  });
});

describe('the shipped policies', () => {
  const until = '2026-03-20T00:00:00Z';
  const shipped = (settings: object) =>
    createPolicies({ settings: testSettings(settings), now: engine.now });

  it('keep what a freeze is for from its end by time', async () => {
    const { id } = await made('dev');
    engine.policies = await shipped({
      freezes: [
        {
          from: '2026-03-10T00:00:00Z',
          to: until,
          environmentClasses: ['development'],
          reason: 'A fair',
        },
      ],
    });
    await settle(engine, Date.parse(until) - engine.clock.now.getTime() - 1);
    const kept = await readResource(engine, id);
    expect(kept).toMatchObject({ state: 'ready' });
    expect(held(kept)?.message).toContain(`are frozen until`);
    await settle(engine, 3 * day);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'destroyed',
    });
  });

  it('keep nothing for being what would be refused today', async () => {
    const { id } = await made('dev');
    engine.policies = await shipped({});
    await engine.knex('resources').update({
      name: 'live-prod',
      team: 'group:default/gone',
      cost_center: 'CC-9',
      ttl: 'P900D',
    });
    await settle(engine, 12 * day);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'destroyed',
    });
  });
});
