import {
  ana,
  byAna,
  byJoel,
  byPriya,
  engineForEachTest,
  joel,
  priya,
  testEngine,
} from '../__testUtils__/engine';
import { readAudit } from '../__testUtils__/readAudit';
import {
  decisionOn,
  readStates,
  submitForApproval,
} from '../__testUtils__/requests';
import { syncQuotas } from '../quota/syncQuotas';
import { RequestRow } from '../store/rows';
import { approveRequest } from './approveRequest';
import { cancelRequest } from './cancelRequest';
import { refuseRequest } from './refuseRequest';
import { rejudge } from './rejudge';
import { Requester } from './requester';

const engine = engineForEachTest();
// Two leads, so that one may ask and the other decide.
beforeEach(() => {
  engine.teams[0].leads.push(priya);
});

describe('decisions', () => {
  it('are made by people who lead the team and did not ask', async () => {
    const request = await submitForApproval(engine, {}, { requester: byJoel });
    expect(request.approval?.people).toEqual([priya]);
    const attempt = (by: Requester, more = {}) =>
      approveRequest(engine, decisionOn(request, by, more)).catch(
        error => error,
      );
    expect(await attempt(byAna)).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining(priya),
    });
    expect(await attempt(byJoel)).toMatchObject({ name: 'NotAllowedError' });
    expect(await attempt({ ref: priya, type: 'service' })).toMatchObject({
      name: 'NotAllowedError',
    });
    expect(await attempt(byPriya, { planHash: 'seen-before' })).toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('changed since you saw it'),
    });
    expect(await attempt(byPriya)).toMatchObject({ state: 'approved' });
    expect(await attempt(byPriya)).toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('is approved'),
    });
    expect(await engine.knex('decisions')).toHaveLength(1);
  });

  it('come from whoever the catalog names at that time, and groups of the settings', async () => {
    const ruledBy = {
      settings: {
        approvals: [
          {
            environmentClasses: ['production'],
            leads: false,
            groups: ['group:default/platform'],
            separationOfDuty: false,
          },
        ],
      },
    };
    Object.assign(engine, testEngine(engine.knex, ruledBy));
    const request = await submitForApproval(engine, {}, { requester: byPriya });
    expect(request.approval).toMatchObject({ people: [priya] });
    await expect(
      approveRequest(engine, decisionOn(request)),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    engine.teams[2].members.push(joel);
    await approveRequest(engine, decisionOn(request));
    expect(await engine.knex('decisions')).toMatchObject([
      {
        by: joel,
        as: 'member of group:default/platform',
        approvers: [priya, joel],
      },
    ]);
  });

  it('are one, however many decide at once', async () => {
    const request = await submitForApproval(engine);
    const results = await Promise.allSettled([
      approveRequest(engine, decisionOn(request)),
      approveRequest(engine, decisionOn(request, byPriya)),
      refuseRequest(engine, decisionOn(request, byJoel, { reason: 'No' })),
      cancelRequest(engine, { requestId: request.id, by: byAna }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      1,
    );
    const events = (await readAudit(engine.knex)).map(({ event }) => event);
    expect(events).toHaveLength(2);
  });

  it('need a reason to refuse, and then nothing is left', async () => {
    const request = await submitForApproval(engine);
    await expect(
      refuseRequest(engine, decisionOn(request, byJoel, { reason: '  ' })),
    ).rejects.toMatchObject({ problems: [{ field: 'reason' }] });
    await refuseRequest(
      engine,
      decisionOn(request, byJoel, { reason: 'Use the shared one' }),
    );
    expect(await readStates(engine)).toEqual({
      requests: ['cancelled'],
      resources: ['cancelled'],
      reservations: 0,
    });
    expect(engine.notifications.slice(-1)).toMatchObject([
      {
        recipients: [ana],
        description: expect.stringContaining('Use the shared one'),
      },
    ]);
    // The name is free again.
    await expect(submitForApproval(engine)).resolves.toMatchObject({
      state: 'waiting-for-approval',
    });
  });

  it('are about the plan of now: a new policy or price list of rules is looked at again', async () => {
    const request = await submitForApproval(engine);
    expect((await rejudge(engine, request)).hash).toBe(request.plan_hash);
    engine.rules.version = 'policies-2';
    await expect(
      approveRequest(engine, decisionOn(request)),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('look at the new plan'),
    });
    const [replanned] = await engine.knex<RequestRow>('requests');
    expect(replanned).toMatchObject({
      state: 'waiting-for-approval',
      policy_version: 'policies-2',
    });
    expect(replanned.plan_hash).not.toBe(request.plan_hash);
    expect(await readAudit(engine.knex)).toMatchObject([
      { event: 'request.submitted' },
      { event: 'request.lapsed', before: { planHash: request.plan_hash } },
    ]);
    engine.rules.judge.push(() => ({ message: 'Frozen until Monday.' }));
    engine.rules.version = 'policies-3';
    await expect(
      approveRequest(engine, decisionOn(replanned)),
    ).rejects.toMatchObject({
      message: expect.stringContaining('Frozen until Monday.'),
    });
    engine.rules.judge.length = 0;
    const [last] = await engine.knex<RequestRow>('requests');
    expect(last.quota).toEqual([]);
    await expect(
      approveRequest(engine, decisionOn(last)),
    ).resolves.toMatchObject({ state: 'approved', verdicts: [] });
  });

  it('let nothing through that became larger than what was let in', async () => {
    const ruledBy = {
      settings: {
        quotas: [{ scope: 'team', metric: 'storage', unit: 'GiB', limit: 30 }],
      },
    };
    Object.assign(engine, testEngine(engine.knex, ruledBy));
    await syncQuotas(engine);
    const request = await submitForApproval(engine);
    const kind = engine.kinds.get('bucket');
    const plan = kind.plan.bind(kind);
    const grow = (quantity: number) => {
      kind.plan = resource => ({
        ...plan(resource),
        usage: [{ metric: 'storage', unit: 'GiB', quantity }],
      });
    };
    grow(40);
    await expect(approveRequest(engine, decisionOn(request))).rejects.toThrow(
      '30 GiB: 10 used, 30 asked, 20 left',
    );
    expect(await engine.knex('requests')).toMatchObject([
      { plan_hash: request.plan_hash, state: 'waiting-for-approval' },
    ]);
    grow(25);
    await expect(approveRequest(engine, decisionOn(request))).rejects.toThrow(
      'look at the new plan',
    );
    expect(
      await engine.knex('reservations').where({ metric: 'storage' }),
    ).toMatchObject([{ quantity: '25.000000' }]);
    const [replanned] = await engine.knex<RequestRow>('requests');
    expect(replanned.quota).toMatchObject([{ asked: 25, used: 0 }]);
    await approveRequest(engine, decisionOn(replanned));
  });

  it('are asked for by policies too, with their reason', async () => {
    engine.rules.judge.push(({ request }) =>
      request.size === 'large'
        ? { severity: 'approval', message: 'Large ones are looked at.' }
        : undefined,
    );
    expect(
      await submitForApproval(engine, { environment: 'dev', name: 'one' }),
    ).toMatchObject({
      state: 'approved',
    });
    expect(
      await submitForApproval(engine, {
        environment: 'dev',
        name: 'two',
        size: 'large',
      }),
    ).toMatchObject({
      state: 'waiting-for-approval',
      approval: {
        reasons: ['Large ones are looked at.'],
        people: [joel, priya],
      },
    });
  });
});
