import { randomUUID } from 'node:crypto';
import { testDatabase } from '@slipway/testing';
import fc from 'fast-check';
import { countQueries } from '../__testUtils__/countQueries';
import {
  ana,
  checkout,
  emptyTables,
  migrations,
  testEngine,
  warehouse,
} from '../__testUtils__/engine';
import { insertResource } from '../store/insertResource';
import { listQuotas } from './listQuotas';
import { loadQuotas } from './quotaRows';
import { sumUse } from './sumUse';
import { syncQuotas } from './syncQuotas';

const database = testDatabase({ migrations });

const metrics = ['storage', 'buckets'];
const scopes = ['team', 'environment-class', 'cost-center'];
const classes = ['development', 'production'];

const quotas = scopes.flatMap(scope =>
  metrics.flatMap(metric => {
    const quota = { scope, metric, unit: 'one', limit: 100 };
    return scope === 'team'
      ? [quota, { ...quota, environmentClass: classes[0] }]
      : [quota];
  }),
);

/** One thing, with a hold on each of one or two teams. */
const held = fc.record({
  environmentClass: fc.constantFrom(...classes),
  paused: fc.boolean(),
  holds: fc.uniqueArray(
    fc.record({
      metric: fc.constantFrom(...metrics),
      team: fc.constantFrom(checkout, warehouse),
      quantity: fc.constantFrom('0.1', '0.2', '3', '40.5'),
      costCenter: fc.option(fc.constantFrom('CC-1001', 'CC-2002')),
    }),
    { selector: ({ metric, team }) => `${metric} ${team}`, minLength: 1 },
  ),
});

const at = new Date('2026-03-02T09:00:00.000Z');
const resource: Omit<Parameters<typeof insertResource>[1], 'id' | 'name'> = {
  kind: 'bucket',
  target: 'store',
  team: checkout,
  environment: 'dev',
  environment_class: 'development',
  cost_center: null,
  system: null,
  component: null,
  state: 'ready',
  spec: {},
  template_version: '1',
  adoption: 'never',
  requested_by: ana,
  cost: null,
  ttl: null,
  created_at: at,
  updated_at: at,
};

it('says of each limit what its own sum would, by a few statements', async () => {
  const knex = await database.knex();
  const engine = testEngine(knex, {
    settings: {
      quotas: [
        ...quotas,
        {
          scope: 'team',
          subject: warehouse,
          metric: 'storage',
          unit: 'one',
          limit: 7,
        },
      ],
    },
  });
  await fc.assert(
    fc.asyncProperty(fc.array(held, { maxLength: 8 }), async things => {
      await emptyTables(knex);
      await syncQuotas(engine);
      for (const { environmentClass, paused, holds } of things) {
        const id = randomUUID();
        await insertResource(knex, { ...resource, id, name: id });
        await knex('reservations').insert(
          holds.map(({ metric, team, quantity, costCenter }) => ({
            resource_id: id,
            metric,
            unit: 'one',
            quantity,
            paused,
            team,
            environment_class: environmentClass,
            cost_center: costCenter,
          })),
        );
      }
      const { result: views, queries } = await countQueries(knex, () =>
        listQuotas(knex),
      );
      expect(queries).toBeLessThanOrEqual(4);
      const limits = new Map((await loadQuotas(knex)).map(q => [q.id, q]));
      for (const { id, subject, used, paused } of views) {
        const sum = await sumUse(knex, {
          quota: limits.get(id)!,
          subject,
          resourceId: null,
        });
        expect({ used, paused }).toEqual({
          used: Number(sum.used),
          paused: Number(sum.paused),
        });
      }
      const holders = new Set(
        things.flatMap(({ holds }) =>
          holds.flatMap(({ metric, team }) =>
            metric === 'buckets' ? [team] : [],
          ),
        ),
      );
      const shown = views.filter(
        ({ scope, metric, environmentClass }) =>
          scope === 'team' && metric === 'buckets' && !environmentClass,
      );
      expect(shown.map(({ subject }) => subject)).toEqual([
        '*',
        ...[...holders].sort(),
      ]);
      const [first] = views;
      expect(await listQuotas(knex, { id: first.id })).toEqual(
        views.filter(({ id }) => id === first.id),
      );
    }),
    { numRuns: 20 },
  );
}, 60_000);
