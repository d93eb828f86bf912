import {
  describeWithKubernetes,
  eventually,
  testDatabase,
  testKubernetes,
} from '@slipway/testing';
import fc from 'fast-check';
import { Knex } from 'knex';
import { someoneElse } from '../live/__testUtils__/someoneElse';
import { objectsIn, rowsOf } from './__testUtils__/endState';
import {
  Fate,
  MortalPortal,
  startMortalPortal,
} from './__testUtils__/mortalPortal';
import { ana, call, priya } from './__testUtils__/portal';
import { namespaceWish } from './__testUtils__/wishes';

jest.setTimeout(240_000);

type Action = 'create' | 'change-tier' | 'pause' | 'wake' | 'clone' | 'destroy';

/** What is done at once; each to a namespace of its own. */
type Round = { wishes: Array<{ on: string; action: Action }>; fates: Fate[] };

/** Namespaces that things are done to at the same time. */
const lanes = 5;

/** What makes sense in which state; the first of each is the commonest. */
const possible: Record<string, Action[]> = {
  none: ['create'],
  ready: ['change-tier', 'pause', 'clone', 'destroy'],
  paused: ['wake', 'destroy'],
};

const fate = fc.record({
  moments: fc.nat({ max: 150 }),
  written: fc.boolean(),
});

/** Rounds of wishes that are all possible when it is their turn. */
const rounds: fc.Arbitrary<Round[]> = fc
  .array(
    fc.record({
      picks: fc.array(fc.nat(), { minLength: lanes, maxLength: lanes }),
      fates: fc.array(fate, { minLength: 2, maxLength: 5 }),
    }),
    { minLength: 4, maxLength: 4 },
  )
  .map(plan => {
    const states = Array.from({ length: lanes }, () => 'none');
    return plan.map(({ picks, fates }) => ({
      fates,
      wishes: picks.map((pick, lane) => {
        const choices = possible[states[lane]];
        const action = choices[pick % choices.length];
        states[lane] = after(action);
        return { on: `lane-${lane}`, action };
      }),
    }));
  });

function after(action: Action): string {
  switch (action) {
    case 'destroy':
      return 'none';
    case 'pause':
      return 'paused';
    default:
      return 'ready';
  }
}

describeWithKubernetes('replicas that die at any moment', () => {
  const dying: Array<Promise<unknown>> = [];
  let portal: MortalPortal | undefined;
  // Hooks run in their order: what needs the others ends before them.
  afterAll(async () => {
    await portal?.stop();
    await Promise.all(dying);
  });
  const database = testDatabase();
  const kubernetes = testKubernetes();
  let runs = 0;

  /** Goes through rounds by replicas that die after one another. */
  class Story {
    deaths = 0;
    private readonly tiers = new Map<string, string>();
    private coming: Fate[] = [];

    constructor(
      private readonly prefix: string,
      private readonly knex: Knex,
      private readonly crashing: boolean,
    ) {}

    async go(round: Round, number: number): Promise<void> {
      this.coming = this.crashing ? [...round.fates] : [];
      await this.begin();
      const ids = await Promise.all(
        round.wishes.map(({ on, action }) => this.ask(on, action, number)),
      );
      await eventually(
        async () => {
          await this.alive();
          return this.knex('requests').whereIn('id', ids);
        },
        rows => {
          const failed = rows.find(({ state }) => state === 'failed');
          if (failed) {
            throw new Error(JSON.stringify([failed.title, failed.failure]));
          }
          return rows.every(({ state }) => state === 'done');
        },
      );
      await Promise.all(
        round.wishes
          .filter(({ action }) => action === 'create')
          .map(({ on }) => this.work(on)),
      );
    }

    /** A life of its own for each round. */
    private async begin(): Promise<MortalPortal> {
      if (portal) {
        dying.push(portal.stop());
      }
      portal = await startMortalPortal({
        database: await database.url(),
        cluster: kubernetes.cluster,
        fate: this.coming.shift(),
      });
      return portal;
    }

    private reviving: Promise<MortalPortal> | undefined;
    /** The replica that lives; the next one where it does not. */
    async alive(): Promise<MortalPortal> {
      if (portal && !portal.dead) {
        return portal;
      }
      if (!this.reviving) {
        this.deaths += 1;
        this.reviving = this.begin().finally(() => {
          this.reviving = undefined;
        });
      }
      return this.reviving;
    }

    /** Asked again by the same key until there is an answer, as a client does. */
    private async ask(on: string, action: Action, round: number) {
      const wish = await this.wish(on, action, round);
      const { body } = await eventually(
        async () =>
          call(await this.alive(), ana, 'POST', wish.path, {
            ...wish.body,
            idempotencyKey: `${this.prefix}-${on}-${round}`,
          }).catch(() => ({ status: 503, body: {}, text: '' })),
        ({ status, text }) => {
          if (status >= 400 && status < 500) {
            throw new Error(`${action} of ${on}: ${text}`);
          }
          return status < 300;
        },
      );
      return action === 'create' ? body.id : body.request.id;
    }

    private async wish(on: string, action: Action, round: number) {
      const name = `${this.prefix}-${on}`;
      if (action === 'create') {
        return { path: '/requests', body: namespaceWish({ name }) };
      }
      const tier = this.tiers.get(on) === 'medium' ? 'small' : 'medium';
      const input = {
        pause: {},
        wake: {},
        'change-tier': { tier },
        clone: { name: `${name}-clone-${round}`, environment: 'dev' },
        destroy: { confirmName: name },
      }[action];
      if (action === 'change-tier') {
        this.tiers.set(on, tier);
      } else if (action === 'destroy') {
        this.tiers.delete(on);
      }
      const { id } = await this.knex('resources')
        .where({ name })
        .whereNotIn('state', ['destroyed', 'cancelled'])
        .first();
      return { path: `/resources/${id}/actions/${action}`, body: { input } };
    }

    /** What the team runs there: a pause is to put it to sleep. */
    private async work(on: string) {
      await someoneElse(kubernetes).create(
        `/apis/apps/v1/namespaces/${this.prefix}-${on}/deployments`,
        {
          metadata: { name: 'till' },
          spec: {
            replicas: 2,
            selector: { matchLabels: { app: 'till' } },
            template: {
              metadata: { labels: { app: 'till' } },
              spec: { containers: [{ name: 'till', image: 'till' }] },
            },
          },
        },
      );
    }
  }

  async function run(story: Round[], crashing: boolean) {
    runs += 1;
    const prefix = `run-${runs}`;
    await portal?.stop();
    portal = undefined;
    await database.reset();
    const knex = await database.knex();
    const told = new Story(prefix, knex, crashing);
    for (const [number, round] of story.entries()) {
      await told.go(round, number);
    }
    const state = {
      rows: await rowsOf(knex),
      objects: await objectsIn(kubernetes, prefix),
    };
    const living = await told.alive();
    const audit = await call(living, priya, 'GET', '/audit/check');
    expect(audit.body).toMatchObject({ intact: true, broken: null });
    return {
      deaths: told.deaths,
      state: JSON.parse(JSON.stringify(state).replaceAll(`${prefix}-`, 'run-')),
    };
  }

  it('leave in a cluster and in the rows what is there when none dies', async () => {
    let deaths = 0;
    await fc.assert(
      fc.asyncProperty(rounds, async story => {
        const undisturbed = await run(story, false);
        const disturbed = await run(story, true);
        expect(disturbed.state).toEqual(undisturbed.state);
        deaths += disturbed.deaths;
      }),
      { numRuns: 1, endOnFailure: true },
    );
    expect(deaths).toBeGreaterThan(5);
  });
});
