import {
  ana,
  byAna,
  byJoel,
  freshEngines,
  joel,
  priya,
  TestEngine,
} from '../__testUtils__/engine';
import { Crash, Life, mortalKnex } from '../__testUtils__/mortal';
import { readAudit } from '../__testUtils__/readAudit';
import { settle } from '../__testUtils__/reconcilers';
import {
  decisionOn,
  readRequest,
  submitBucket,
} from '../__testUtils__/requests';
import { approveRequest } from './approveRequest';
import { cancelRequest } from './cancelRequest';
import { expireRequests } from './expireRequests';
import { remindRequests } from './remindRequests';

const freshEngine = freshEngines();
let engine: TestEngine;

beforeEach(async () => {
  engine = await freshEngine();
});

const ask = (fields: object = {}) =>
  submitBucket(
    engine,
    { environment: 'production', ...fields },
    { reason: 'The till needs it' },
  );
const at = (instant: string) => {
  engine.clock.now = new Date(instant);
  engine.notifications.length = 0;
};
// It waits from 2 March, 9:00, for seven days.
const halfway = '2026-03-05T21:00:00.000Z';
const reminders = async () =>
  (await readAudit(engine.knex)).filter(
    ({ event }) => event === 'request.reminded',
  );

describe('a request that nobody decides on', () => {
  it('is brought to mind once, when half of its time has gone by', async () => {
    const request = await ask();
    expect(request.remind_at).toEqual(new Date(halfway));
    at('2026-03-05T20:59:59.999Z');
    expect(await remindRequests(engine)).toBe(0);
    expect(engine.notifications).toEqual([]);

    at(halfway);
    // Whoever can decide now, not when it was asked for.
    engine.teams[0].leads = [priya];
    expect(await remindRequests(engine)).toBe(1);
    expect(engine.notifications).toEqual([
      {
        recipients: [priya],
        title: 'Still waits for approval: Create bucket photos',
        description:
          'It expires at 2026-03-09T09:00:00.000Z. The till needs it',
        link: `/self-service/requests/${request.id}`,
        severity: 'normal',
        topic: `request ${request.id} still waits ${request.plan_hash}`,
      },
    ]);
    expect(await reminders()).toMatchObject([
      {
        actor: 'slipway',
        request_id: request.id,
        plan_hash: request.plan_hash,
        after: { approvers: [priya], expiresAt: '2026-03-09T09:00:00.000Z' },
      },
    ]);

    at('2026-03-08T09:00:00.000Z');
    expect(await remindRequests(engine)).toBe(0);
    expect(engine.notifications).toEqual([]);
    const left = await readRequest(engine, request.id);
    expect(left).toEqual({ ...request, remind_at: null });
    // Whoever looked at it before can still decide on it.
    engine.teams[0].leads = [joel];
    await approveRequest(engine, decisionOn(request));
  });

  it('is so once by replicas that look at the same moment', async () => {
    await ask();
    await ask({ name: 'more-photos' });
    at(halfway);
    const counts = await Promise.all([
      remindRequests(engine),
      remindRequests(engine),
      remindRequests(engine),
    ]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(2);
    expect(await reminders()).toHaveLength(2);
    // To people it is one: a later one takes the place of the first.
    expect(new Set(engine.notifications.map(({ topic }) => topic)).size).toBe(
      2,
    );
  });

  it('is told and recorded once wherever the process dies', async () => {
    const died: boolean[] = [];
    while (died.at(-1) !== false) {
      engine = await freshEngine();
      await ask();
      at(halfway);
      const knex = mortalKnex(engine.knex, new Life(died.length));
      died.push(
        await remindRequests({ ...engine, knex }).then(
          () => false,
          error => error instanceof Crash,
        ),
      );
      await remindRequests(engine);
      expect(new Set(engine.notifications.map(({ topic }) => topic)).size).toBe(
        1,
      );
      expect(await reminders()).toHaveLength(1);
    }
    // Before and after each query and each commit; the last one lived.
    expect(died.length).toBeGreaterThan(3);
    expect(engine.notifications).toHaveLength(1);
  });

  it('is left alone when it was decided on, has expired or never waited', async () => {
    const [approved, cancelled] = await Promise.all([
      ask({ name: 'approved' }),
      ask({ name: 'cancelled' }),
      ask({ name: 'waiting' }),
      ask({ name: 'at-once', environment: 'dev' }),
      submitBucket(engine, { name: 'draft' }, { draft: true }),
    ]);
    await approveRequest(engine, decisionOn(approved));
    await cancelRequest(engine, { requestId: cancelled.id, by: byAna });
    at('2026-03-09T09:00:00.000Z');
    expect(await remindRequests(engine)).toBe(0);
    expect(await expireRequests(engine)).toBe(2);
    expect(await remindRequests(engine)).toBe(0);
    expect(await reminders()).toEqual([]);
    expect(await engine.knex('requests').whereNotNull('remind_at')).toEqual([]);
  });

  it('has its whole time again when its approval lapses', async () => {
    const request = await ask();
    at(halfway);
    await remindRequests(engine);
    await approveRequest(engine, decisionOn(request));
    engine.rules.version = 'policies-2';
    await settle(engine);
    const lapsed = await readRequest(engine, request.id);
    expect(lapsed).toMatchObject({ state: 'waiting-for-approval' });
    expect(lapsed.remind_at?.toISOString()).toMatch(/^2026-03-09T09:0/);
    at('2026-03-09T10:00:00.000Z');
    expect(await remindRequests(engine)).toBe(1);
  });
});

describe('a request that nobody can decide on', () => {
  const toAna = {
    recipients: [ana],
    title: 'Nobody can approve: Create bucket photos',
    severity: 'high',
  };

  it('is not taken in, and whoever asked is told when that comes later', async () => {
    engine.teams[0].leads = [ana];
    await expect(ask()).rejects.toMatchObject({
      problems: [
        {
          field: 'team',
          message: expect.stringContaining('Nobody can approve this'),
        },
      ],
    });
    engine.teams[0].leads = [joel];
    await ask();
    at(halfway);
    engine.teams[0].leads = [ana];
    expect(await remindRequests(engine)).toBe(1);
    expect(engine.notifications).toMatchObject([
      {
        ...toAna,
        description: expect.stringMatching(
          /^group:default\/checkout has no lead .* expires at 2026-03-09T09:00:00.000Z\.$/,
        ),
      },
    ]);
    expect(await reminders()).toMatchObject([{ after: { approvers: [] } }]);
  });

  it('is so from the start when its approval lapses', async () => {
    const request = await ask();
    await approveRequest(engine, decisionOn(request, byJoel));
    engine.teams[0].leads = [ana];
    engine.rules.version = 'policies-2';
    at('2026-03-02T09:05:00.000Z');
    await settle(engine);
    expect(await readRequest(engine, request.id)).toMatchObject({
      state: 'waiting-for-approval',
    });
    expect(engine.notifications).toMatchObject([
      toAna,
      { recipients: [ana], title: expect.stringContaining('again') },
    ]);
  });
});
