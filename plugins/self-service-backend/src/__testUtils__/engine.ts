import { randomUUID } from 'node:crypto';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { Verdict } from '@slipway/plugin-self-service-common';
import { testDatabase } from '@slipway/testing';
import { Knex } from 'knex';
import { createAuditLog } from '../audit';
import { createKinds } from '../kinds/createKinds';
import {
  Announcer,
  Directory,
  Engine,
  Policies,
  PolicyInput,
  Team,
  WakeUps,
} from '../ports';
import { createPrices } from '../prices/createPrices';
import { syncQuotas } from '../quota/syncQuotas';
import { readSettings, SelfServiceSettings } from '../settings';
import { exampleKind, exampleTarget } from './exampleKind';
import { ExampleStore } from './exampleStore';

export const migrations = resolvePackagePath(
  '@slipway/plugin-self-service-backend',
  'migrations',
);

/** People and groups of the sample company, as references. */
export const ana = 'user:default/ana.brandt';
export const joel = 'user:default/joel.mensah';
export const priya = 'user:default/priya.raman';
export const outsider = 'user:default/outsider';
export const checkout = 'group:default/checkout';
export const warehouse = 'group:default/warehouse';
export const platform = 'group:default/platform';

/** The same people as they ask and decide. */
export const byAna = { ref: ana, type: 'user' as const };
export const byJoel = { ref: joel, type: 'user' as const };
export const byPriya = { ref: priya, type: 'user' as const };

const teams: Team[] = [
  {
    ref: checkout,
    title: 'Checkout',
    costCenter: 'CC-1001',
    leads: [joel],
    members: [ana, joel],
  },
  {
    ref: warehouse,
    title: 'Warehouse',
    costCenter: 'CC-2002',
    leads: ['user:default/lead.warehouse'],
    members: ['user:default/lead.warehouse', joel],
  },
  {
    ref: platform,
    title: 'Platform',
    costCenter: null,
    leads: [priya],
    members: [priya],
  },
];

/** Settings under which a team has room for two buckets, if they are small. */
export const tightLimits = [
  { scope: 'team', metric: 'storage', unit: 'GiB', limit: 100 },
  { scope: 'team', metric: 'buckets', unit: 'bucket', limit: 2 },
];

export type TestEngine = Engine & {
  store: ExampleStore;
  /** The clock that `now()` reads; set it to move on. */
  clock: { now: Date };
  kinds: ReturnType<typeof createKinds>;
  /** What people were told. */
  notifications: Array<Parameters<Announcer['notify']>[0]>;
  changes: Array<Parameters<Announcer['changed']>[0]>;
  /** Rules that a test adds, and the version that they go by. */
  rules: {
    version: string;
    judge: Array<(input: PolicyInput) => Partial<Verdict> | undefined>;
  };
  teams: Team[];
};

export type TestEngineOptions = {
  settings?: object;
  store?: ExampleStore;
  overrides?: Partial<Omit<Engine, 'kinds'>>;
};

/**
 * For a file of tests: a database of its own, and for each test an engine on
 * it as after the migrations, with the limits that the settings name. To be
 * called once, outside the tests.
 */
export function freshEngines() {
  // Many transactions; a busy machine takes its time.
  jest.setTimeout(60_000);
  const database = testDatabase({ migrations });
  return async (options?: TestEngineOptions): Promise<TestEngine> => {
    const knex = await database.knex();
    await emptyTables(knex);
    const engine = testEngine(knex, options);
    await syncQuotas(engine);
    return engine;
  };
}

/** The engine of a file whose tests all begin with the same one. */
export function engineForEachTest(options?: TestEngineOptions): TestEngine {
  const freshEngine = freshEngines();
  const engine = {} as TestEngine;
  beforeEach(async () => {
    Object.assign(engine, await freshEngine(options));
  });
  return engine;
}

/**
 * An engine on a real database with the example kind, a directory of three
 * teams, and rules that a test sets. What has an implementation without the
 * outside world is the real one; `overrides` puts in others.
 */
export function testEngine(
  knex: Knex,
  options: TestEngineOptions = {},
): TestEngine {
  const settings = testSettings(options.settings);
  const store = options.store ?? new ExampleStore();
  const clock = { now: new Date('2026-03-02T09:00:00.000Z') };
  const kinds = createKinds(settings.environments);
  kinds.addKind(exampleKind(store));
  kinds.addTarget(exampleTarget());
  const notifications: TestEngine['notifications'] = [];
  const changes: TestEngine['changes'] = [];
  const rules: TestEngine['rules'] = { version: 'policies-1', judge: [] };
  const now = () => clock.now;
  const ownTeams = structuredClone(teams);
  return {
    knex,
    settings,
    store,
    clock,
    kinds,
    notifications,
    changes,
    rules,
    teams: ownTeams,
    directory: testDirectory(ownTeams),
    policies: testPolicies(rules),
    prices: createPrices(settings.prices),
    audit: createAuditLog({ now }),
    wakeUps: testWakeUps(now),
    announcer: {
      changed: change => changes.push(change),
      notify: async message => {
        notifications.push(message);
      },
    },
    logger: mockServices.logger.mock(),
    now,
    newId: randomUUID,
    ...options.overrides,
  };
}

/** Settings with prices and cost centers for the example kind. */
export function testSettings(overrides: object = {}): SelfServiceSettings {
  return readSettings(
    new ConfigReader({
      selfService: {
        costCenters: ['CC-1001', 'CC-2002'],
        prices: {
          currency: 'EUR',
          entries: [
            {
              sku: 'example.storage',
              title: 'Storage',
              unit: 'GiB',
              unitPrice: '0.023',
              validFrom: '2026-01-01',
              source: 'price list of 2026',
            },
          ],
        },
        ...overrides,
      },
    }),
  );
}

/** As after the migrations. */
export async function emptyTables(knex: Knex): Promise<void> {
  await knex.raw(
    `SET LOCAL slipway.audit_retention = 'on';
     TRUNCATE resources, requests, decisions, steps, inventory, quotas,
       reservations, drift, audit CASCADE`,
  );
  await knex('audit_head').update({
    sequence: 0,
    hash: '',
    anchor_sequence: 0,
    anchor_hash: '',
  });
}

function testDirectory(known: Team[]): Directory {
  return {
    team: async ref => known.find(team => team.ref === ref),
    listTeams: async () => known,
    person: async ref => ({
      ref,
      groups: known.filter(t => t.members.includes(ref)).map(t => t.ref),
      led: known.filter(t => t.leads.includes(ref)).map(t => t.ref),
      platform: known.some(
        team => team.ref === platform && team.members.includes(ref),
      ),
    }),
    platformGroups: () => [platform],
    entity: async ref =>
      /^(system|component):default\/(shop|till)$/.test(ref)
        ? { ref, title: ref.split('/')[1], owner: checkout }
        : undefined,
    dependants: async ref =>
      ref.endsWith('/depended-on')
        ? [{ ref: 'component:default/till', title: 'Till' }]
        : [],
  };
}

function testPolicies(rules: TestEngine['rules']): Policies {
  return {
    version: () => rules.version,
    views: () => [],
    admissionYaml: () => '',
    judge: async input =>
      rules.judge.flatMap((rule, index): Verdict[] => {
        const verdict = rule(input);
        return verdict
          ? [
              {
                policy: `rule-${index}`,
                title: `Rule ${index}`,
                severity: 'deny',
                result: 'fail',
                message: 'It is not allowed; ask for something else.',
                field: null,
                item: null,
                owner: platform,
                waiver: null,
                ...verdict,
              },
            ]
          : [];
      }),
  };
}

function testWakeUps(now: () => Date): WakeUps {
  const wakeAll: WakeUps['wakeAll'] = async (trx, resourceIds) => {
    await trx('resources')
      .whereIn('id', resourceIds)
      .update({ next_run_at: now() });
  };
  return {
    wake: (trx, resourceId) => wakeAll(trx, [resourceId]),
    wakeAll,
    // Tests look at what is due by its row.
    enqueue: async () => undefined,
  };
}
