import { StepError, StepRequest } from '@slipway/plugin-self-service-node';
import {
  byAna,
  byJoel,
  freshEngines,
  joel,
  TestEngine,
} from '../__testUtils__/engine';
import { settle } from '../__testUtils__/reconcilers';
import {
  decisionOn,
  readRequest,
  submitBucket,
} from '../__testUtils__/requests';
import { approveRequest } from '../service/approveRequest';
import { rollBackRequest } from '../service/retryRequest';

const freshEngine = freshEngines();
const token = `ghp_${'a1B2'.repeat(9)}`;
let engine: TestEngine;
let told: StepRequest[];

beforeEach(async () => {
  engine = await freshEngine();
  told = [];
  const kind = engine.kinds.get('bucket');
  const { steps, destroy } = kind;
  const hear = (request?: StepRequest) =>
    told.push(...(request ? [request] : []));
  kind.steps = context => {
    hear(context.request);
    return steps.call(kind, context);
  };
  kind.destroy = context => {
    hear(context.request);
    return destroy.call(kind, context);
  };
});

describe('what a step knows of its request', () => {
  it('is what was decided on and by whom, without a secret that somebody typed', async () => {
    engine.rules.judge = [
      () => ({ severity: 'warn', message: 'Rather not; ask for less.' }),
    ];
    const { id } = await submitBucket(
      engine,
      { environment: 'production' },
      { reason: `The till needs it, log in with ${token}` },
    );
    const decide = async (reason: string) =>
      approveRequest(
        engine,
        decisionOn(await readRequest(engine, id), byJoel, { reason }),
      );
    await decide('Too early');
    // It lapses, and another plan is approved.
    engine.rules.version = 'policies-2';
    await settle(engine);
    expect(told).toEqual([]);
    engine.clock.now = new Date('2026-03-03T10:00:00.000Z');
    await decide(`Agreed, ${token}`);
    const { plan_hash: planHash } = await readRequest(engine, id);
    await settle(engine);
    expect(told[0]).toMatchObject({
      action: 'create',
      reason: 'The till needs it, log in with [redacted]',
      takenBack: false,
      planHash,
      facts: {
        planHash,
        observed: true,
        changes: Array(3).fill({ operation: 'create' }),
        verdicts: [{ severity: 'warn', message: 'Rather not; ask for less.' }],
        cost: { amount: '0.23', currency: 'EUR' },
        costBefore: null,
        approval: {
          by: joel,
          as: 'lead of group:default/checkout',
          reason: 'Agreed, [redacted]',
          at: new Date('2026-03-03T10:00:00.000Z'),
        },
      },
    });
  });

  it('says when nobody had to agree, and when it is taken back', async () => {
    engine.store.before = text => {
      if (text.startsWith('put photos Policy')) {
        throw new StepError('No', { remedy: 'Do not.', permanent: true });
      }
    };
    const request = await submitBucket(engine);
    await settle(engine);
    expect(told[0]).toMatchObject({
      takenBack: false,
      facts: { approval: null },
    });
    engine.store.before = undefined;
    told.length = 0;
    await rollBackRequest(engine, { requestId: request.id, by: byAna });
    await settle(engine);
    expect(new Set(told.map(({ takenBack }) => takenBack))).toEqual(
      new Set([true]),
    );
  });
});
