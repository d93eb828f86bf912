import { JsonObject } from '@slipway/plugin-self-service-common';
import fc from 'fast-check';
import { byAna, freshEngines, TestEngine } from '../__testUtils__/engine';
import { endLeases, settleThroughCrashes } from '../__testUtils__/mortal';
import { act, readResource, submitBucket } from '../__testUtils__/requests';
import { checkAudit } from '../audit';
import { retryRequest, rollBackRequest } from '../service/retryRequest';
import { RequestRow, ResourceRow } from '../store/rows';

const freshEngine = freshEngines();
let engine: TestEngine;

// What is counted here are crashes, which are no fault of a step.
const patient = { settings: { reconciler: { maximumAttempts: 1000 } } };

beforeEach(async () => {
  engine = await freshEngine(patient);
});

const failed = () =>
  engine.knex<RequestRow>('requests').where({ state: 'failed' }).first();

/**
 * Comes to rest through crashes. Where nobody can tell whether something was
 * done that must not be done twice, a person looks and has it tried again.
 */
async function settle(lives: number[]): Promise<number> {
  const moments = await settleThroughCrashes(engine, lives);
  const request = await failed();
  if (!request) {
    return moments;
  }
  expect(request.failure).toMatchObject({
    step: 'Register it',
    cause: expect.stringContaining('must not be done twice'),
  });
  expect(
    engine.store.ledger.filter(line => line.resourceId === request.resource_id),
  ).toEqual([]);
  await retryRequest(engine, { requestId: request.id, by: byAna });
  return settleThroughCrashes(engine, []);
}

/** All that is left in the end, without ids and times. */
async function endState() {
  const { knex, store } = engine;
  const resources = await knex<ResourceRow>('resources').orderBy([
    'name',
    'created_at',
  ]);
  const nameOf = (id: string) => resources.find(row => row.id === id)?.name;
  const rows = async (table: string, columns: string[]) =>
    (await knex(table).select('resource_id', ...columns))
      .map(({ resource_id, ...row }) => ({
        resource: nameOf(resource_id),
        ...row,
      }))
      .map(row => JSON.stringify(row))
      .sort();
  return {
    resources: resources.map(row => ({
      name: row.name,
      state: row.state,
      spec: row.spec,
      paused: row.paused,
      generation: row.generation,
      observed: row.observed_generation,
      failure: row.failure,
    })),
    requests: await rows('requests', ['action', 'state', 'cancel_reason']),
    inventory: await rows('inventory', ['key', 'state']),
    reservations: await rows('reservations', [
      'metric',
      'quantity',
      'paused',
      'team',
    ]),
    drift: await rows('drift', ['item_key', 'path', 'state']),
    // A person who was asked and had it tried again is not the same story.
    audit: (await knex('audit').orderBy('sequence'))
      .filter(({ event }) => !/request\.(failed|retried)/.test(event))
      .map(({ resource_name, event }) => `${resource_name} ${event}`),
    things: [...store.items]
      .map(([key, { fields, owner }]) => [key, fields, nameOf(owner ?? '')])
      .sort(),
    register: store.ledger.map(line => nameOf(line.resourceId)).sort(),
  };
}

/** Nothing that must not be done twice was, and the audit is whole. */
async function expectSound() {
  const registered = engine.store.writes.filter(text =>
    text.startsWith('register '),
  );
  expect(new Set(registered).size).toBe(registered.length);
  expect(await checkAudit(engine.knex)).toMatchObject({ intact: true });
}

/** The same with a crash at each of its moments, as far as there are any. */
async function atEveryMoment(operation: (moment: number) => Promise<number>) {
  let moments = Infinity;
  let moment = 0;
  for (; moment < moments; moment++) {
    const needed = await operation(moment);
    if (moment === 0) {
      moments = needed;
    }
  }
  return moment;
}

describe('a crash at every moment', () => {
  it('of a creation and of a deletion leaves what there is without one', async () => {
    const moments = await atEveryMoment(async moment => {
      const name = `photos-${moment}`;
      const request = await submitBucket(engine, { name });
      const needed = await settle([moment]);
      expect(await readResource(engine, request.resource_id)).toMatchObject({
        state: 'ready',
      });
      expect(
        [...engine.store.items.keys()].filter(key =>
          key.startsWith(`${name} `),
        ),
      ).toHaveLength(3);
      await act(engine, request.resource_id, 'destroy', { confirmName: name });
      await settle([moment]);
      expect(await readResource(engine, request.resource_id)).toMatchObject({
        state: 'destroyed',
      });
      expect(engine.store.items.size).toBe(0);
      expect(engine.store.ledger).toEqual([]);
      return needed;
    });
    expect(moments).toBeGreaterThan(40);
    await expectSound();
  }, 120_000);

  it('of a change, of a pause and of a waking ends as without one', async () => {
    const request = await submitBucket(engine);
    await settle([]);
    const id = request.resource_id;
    let spec = { size: 'small', paused: false };
    await atEveryMoment(async moment => {
      const size = spec.size === 'small' ? 'large' : 'small';
      // In turn: they walk the same way to different ends.
      const [action, input, wanted] = [
        ['change-size', { size }, { ...spec, size }] as const,
        ['pause', {}, { ...spec, paused: true }] as const,
        ['wake', {}, { ...spec, paused: false }] as const,
      ][moment % 3];
      spec = wanted;
      await act(engine, id, action, input);
      const needed = await settle([moment]);
      expect(await readResource(engine, id)).toMatchObject({
        state: spec.paused ? 'suspended' : 'ready',
        spec: { size: spec.size },
        generation: moment + 2,
      });
      expect(
        engine.store.items.get('photos Bucket/main')?.fields,
      ).toMatchObject({
        capacity: spec.size === 'large' ? 200 : 10,
        paused: spec.paused,
      });
      return needed;
    });
    await expectSound();
  }, 120_000);

  it('of a roll-back leaves nothing', async () => {
    await atEveryMoment(async moment => {
      const name = `photos-${moment}`;
      const request = await submitBucket(engine, { name });
      // Dies in the middle, and is then given up by a person.
      await settleThroughCrashes(engine, [25]);
      await engine
        .knex<RequestRow>('requests')
        .where({ id: request.id })
        .update({ state: 'failed' });
      await engine
        .knex<ResourceRow>('resources')
        .where({ id: request.resource_id })
        .update({ state: 'failed' });
      await rollBackRequest(engine, { requestId: request.id, by: byAna });
      const needed = await settleThroughCrashes(engine, [moment]);
      await endLeases(engine.knex);
      expect(await readResource(engine, request.resource_id)).toMatchObject({
        state: 'cancelled',
      });
      expect(engine.store.items.size).toBe(0);
      expect(engine.store.ledger).toEqual([]);
      return needed;
    });
    await expectSound();
  }, 120_000);
});

type Operation = {
  what: 'create' | 'change' | 'clone' | 'pause' | 'wake' | 'destroy';
  name: string;
  size: 'small' | 'medium' | 'large';
  lives: number[];
};

const operations = fc.array(
  fc.record({
    what: fc.constantFrom<Operation['what']>(
      'create',
      'create',
      'change',
      'change',
      'clone',
      'pause',
      'wake',
      'destroy',
    ),
    name: fc.constantFrom('anchor', 'buoy', 'capstan'),
    size: fc.constantFrom<Operation['size']>('small', 'medium', 'large'),
    lives: fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 3 }),
  }),
  { minLength: 3, maxLength: 9 },
);

/** Of what is not possible in the state that it is in. */
const refusals = ['InputError', 'RequestDeniedError', 'ConflictError'];

const first: Operation = {
  what: 'create',
  name: 'anchor',
  size: 'small',
  lives: [20, 40],
};

/** What is refused is refused in both runs. */
async function perform({ what, name, size }: Operation): Promise<void> {
  const found = await engine
    .knex<ResourceRow>('resources')
    .where({ name })
    .whereNotIn('state', ['destroyed', 'cancelled'])
    .first();
  const inputs: Record<string, JsonObject> = {
    change: { size },
    destroy: { confirmName: name },
    clone: { name: `${name}-clone`, environment: 'preview' },
  };
  const action = what === 'change' ? 'change-size' : what;
  const asked =
    what === 'create'
      ? submitBucket(engine, { name, size })
      : found && act(engine, found.id, action, inputs[what]);
  try {
    await asked;
  } catch (error) {
    if (!refusals.includes((error as Error).name)) {
      throw error;
    }
  }
}

async function run(of: Operation[], crashing: boolean) {
  engine = await freshEngine(patient);
  for (const operation of of) {
    await perform(operation);
    await settle(crashing ? operation.lives : []);
  }
  return endState();
}

it('random operations with random crashes end as without them', async () => {
  await fc.assert(
    fc.asyncProperty(operations, async of => {
      const all = [first, ...of];
      const undisturbed = await run(all, false);
      const disturbed = await run(all, true);
      expect(disturbed).toEqual(undisturbed);
      await expectSound();
    }),
    { numRuns: 12, endOnFailure: true },
  );
}, 240_000);
