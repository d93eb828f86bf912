import {
  byAna,
  byPriya,
  freshEngines,
  platform,
  priya,
  testEngine,
  TestEngine,
} from '../__testUtils__/engine';
import { readAudit } from '../__testUtils__/readAudit';
import { settle } from '../__testUtils__/reconcilers';
import {
  decisionOn,
  readRequest,
  readResource,
  submitBucket,
} from '../__testUtils__/requests';
import { RequestRow } from '../store/rows';
import { approveRequest } from './approveRequest';

const freshEngine = freshEngines();

const price = {
  sku: 'example.storage',
  title: 'Storage',
  unit: 'GiB',
  source: 'price list of 2026',
};
const pricesThatRise = {
  currency: 'EUR',
  entries: [
    { ...price, unitPrice: '0.023', validFrom: '2026-01-01' },
    { ...price, unitPrice: '9.99', validFrom: '2026-03-04' },
  ],
};
const asks = (approvers: object) => ({
  approvals: [{ environmentClasses: ['production'], ...approvers }],
});
const ofPlatform = asks({ leads: false, groups: [platform] });

let engine: TestEngine;

/** The same tables, read by a portal that was started with other settings. */
const startAgain = (settings: object) => {
  const before = engine;
  engine = testEngine(before.knex, { settings, store: before.store });
  engine.clock.now = before.clock.now;
};
const submit = () => submitBucket(engine, { environment: 'production' });
const stored = ({ id }: RequestRow) => readRequest(engine, id);

describe('an approval is for what was seen', () => {
  it('and for the price that was seen', async () => {
    engine = await freshEngine({ settings: { prices: pricesThatRise } });
    const request = await submit();
    expect(request.cost?.amount).toBe('0.23');
    engine.clock.now = new Date('2026-03-04T09:00:00.000Z');
    await expect(
      approveRequest(engine, decisionOn(request)),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('The price changed since'),
    });
    const dearer = await stored(request);
    expect(dearer).toMatchObject({
      state: 'waiting-for-approval',
      cost: { amount: '99.9' },
    });
    expect(dearer.plan_hash).not.toBe(request.plan_hash);
    await expect(
      approveRequest(engine, decisionOn(request)),
    ).rejects.toMatchObject({
      message: expect.stringContaining('changed since you saw it'),
    });
    await approveRequest(engine, decisionOn(dearer));
    await settle(engine);
    expect((await stored(request)).state).toBe('done');
  });

  it('and by those who have to agree now', async () => {
    engine = await freshEngine({ settings: asks({}) });
    const request = await submit();
    startAgain(ofPlatform);
    await expect(
      approveRequest(engine, decisionOn(request)),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('Who has to agree changed since'),
    });
    const replanned = await stored(request);
    expect(replanned.approval).toMatchObject({
      approvers: { leads: false, groups: [platform] },
      people: [priya],
    });
    expect(engine.notifications).toMatchObject([{ recipients: [priya] }]);
    await expect(
      approveRequest(engine, decisionOn(replanned)),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    await approveRequest(engine, decisionOn(replanned, byPriya));
  });

  it('and lapses when others have to agree before the first step', async () => {
    engine = await freshEngine({ settings: asks({}) });
    const request = await submit();
    await approveRequest(engine, decisionOn(request));
    startAgain(ofPlatform);
    await settle(engine);
    expect(await stored(request)).toMatchObject({
      state: 'waiting-for-approval',
      approval: { people: [priya] },
    });
    expect(engine.store.writes).toEqual([]);
    expect(await engine.knex('decisions').orderBy('at')).toMatchObject([
      { decision: 'approved' },
      { decision: 'lapsed', reason: 'Who has to agree changed since.' },
    ]);
  });

  it('and holds when nobody would have to agree any more', async () => {
    engine = await freshEngine({ settings: asks({}) });
    const request = await submit();
    await approveRequest(engine, decisionOn(request));
    startAgain({ approvals: [] });
    await settle(engine);
    expect(await stored(request)).toMatchObject({ state: 'done' });
  });
});

describe('what needed no approval', () => {
  beforeEach(async () => {
    engine = await freshEngine();
  });

  it('waits for one that became necessary before its first step', async () => {
    const request = await submitBucket(engine);
    expect(request).toMatchObject({ state: 'approved', approval: null });
    // As when a waiver ends: the rules and their version are the same.
    engine.rules.judge.push(() => ({
      severity: 'approval',
      message: 'Its waiver is over.',
    }));
    await settle(engine);
    const waiting = await stored(request);
    expect(waiting).toMatchObject({
      state: 'waiting-for-approval',
      approved_hash: null,
      approval: { reasons: ['Its waiver is over.'] },
    });
    expect((await readResource(engine, request.resource_id)).state).toBe(
      'waiting-for-approval',
    );
    expect(engine.store.writes).toEqual([]);
    expect(await engine.knex('decisions')).toEqual([]);
    expect(await readAudit(engine.knex)).toMatchObject([
      { event: 'request.submitted' },
      { event: 'request.lapsed' },
    ]);
    await approveRequest(engine, decisionOn(waiting));
    await settle(engine);
    expect((await stored(request)).state).toBe('done');
  });

  it('is not begun where something foreign stands by now', async () => {
    const request = await submitBucket(engine);
    await engine.store.put('photos', 'Bucket/main', {}, 'somebody-else');
    await settle(engine);
    expect(await stored(request)).toMatchObject({
      state: 'cancelled',
      failure: { cause: expect.stringContaining('Bucket/main') },
    });
    expect(engine.store.writes).toEqual(['put photos Bucket/main']);
    expect(await engine.knex('reservations')).toEqual([]);
  });
});

describe('a second person', () => {
  it('is needed for a policy, whatever the settings let pass', async () => {
    engine = await freshEngine({ settings: asks({ separationOfDuty: false }) });
    engine.teams[0].leads.push(byAna.ref);
    const alone = await submit();
    expect(alone.approval).toMatchObject({ separationOfDuty: false });
    engine.rules.judge.push(() => ({ severity: 'approval' }));
    const judged = await submitBucket(engine, {
      name: 'others',
      environment: 'production',
    });
    expect(judged.approval).toMatchObject({ separationOfDuty: true });
    await expect(
      approveRequest(engine, decisionOn(judged, byAna)),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });
});
