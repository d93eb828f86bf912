import { Usage } from '@slipway/plugin-self-service-common';
import { testDatabase } from '@slipway/testing';
import fc from 'fast-check';
import {
  ana,
  checkout,
  emptyTables,
  migrations,
  testEngine,
  TestEngine,
} from '../__testUtils__/engine';
import { insertResource } from '../store/insertResource';
import { listQuotas } from './listQuotas';
import { reserveQuota } from './reserveQuota';
import { releaseReservations, settleReservations } from './settleReservations';
import { syncQuotas } from './syncQuotas';

const database = testDatabase({ migrations });

const storage = (quantity: number): Usage[] => [
  { metric: 'storage', unit: 'GiB', quantity },
];

describe('reserveQuota', () => {
  /**
   * Any order of reservations, settlements and releases over several resources:
   * what is used never passes the limit, and is always what a plain sum of the
   * model says.
   */
  it('holds to a model over any sequence of changes', async () => {
    const limit = 20;
    const engine = testEngine(await database.knex(), {
      settings: {
        quotas: [{ scope: 'team', metric: 'storage', unit: 'GiB', limit }],
      },
    });
    const quantity = fc.integer({ min: 0, max: 12 });
    const resource = fc.integer({ min: 0, max: 3 });
    const act = fc.oneof(
      fc.record({ act: fc.constant('reserve' as const), resource, quantity }),
      fc.record({ act: fc.constant('settle' as const), resource }),
      fc.record({ act: fc.constant('back' as const), resource }),
      fc.record({ act: fc.constant('pause' as const), resource }),
      fc.record({ act: fc.constant('release' as const), resource }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 14 }), async acts => {
        await emptyTables(engine.knex);
        await syncQuotas(engine);
        const subjects = await Promise.all(
          [0, 1, 2, 3].map(index => standing(engine, `r-${index}`)),
        );
        const settled = [0, 0, 0, 0];
        const wanted: Array<number | null> = [null, null, null, null];
        const outcomes: string[] = [];
        const expected: string[] = [];
        const held = () =>
          settled.map((before, index) => Math.max(before, wanted[index] ?? 0));
        const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
        for (const step of acts) {
          const index = step.resource;
          const subject = subjects[index];
          const settle = (to: number, paused = false) =>
            engine.knex.transaction(trx =>
              settleReservations(
                trx,
                { ...subject, paused },
                paused ? [] : storage(to),
              ),
            );
          if (step.act === 'reserve') {
            if (wanted[index] === null) {
              const others = sum(held()) - held()[index];
              const fits =
                step.quantity <= settled[index] ||
                others + step.quantity <= limit;
              const result = await engine.knex.transaction(trx =>
                reserveQuota(trx, {
                  resource: subject,
                  usage: storage(step.quantity),
                }),
              );
              outcomes.push(result.result);
              expected.push(fits ? 'reserved' : 'exceeded');
              wanted[index] = fits ? step.quantity : null;
            }
          } else if (step.act === 'release') {
            await engine.knex.transaction(trx =>
              releaseReservations(trx, subject.id),
            );
            settled[index] = 0;
            wanted[index] = null;
          } else {
            if (step.act === 'settle') {
              settled[index] = wanted[index] ?? settled[index];
            } else if (step.act === 'pause') {
              settled[index] = 0;
            }
            wanted[index] = null;
            await settle(settled[index], step.act === 'pause');
          }
          const [view] = await listQuotas(engine.knex, { team: checkout });
          expect(view.used).toBe(sum(held()));
          expect(view.used).toBeLessThanOrEqual(limit);
        }
        expect(outcomes).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

async function standing(engine: TestEngine, name: string) {
  const subject = {
    id: engine.newId(),
    team: checkout,
    environmentClass: 'development' as const,
    costCenter: 'CC-1001',
  };
  await insertResource(engine.knex, {
    id: subject.id,
    kind: 'bucket',
    name,
    target: 'store',
    team: subject.team,
    environment: 'dev',
    environment_class: subject.environmentClass,
    cost_center: subject.costCenter,
    system: null,
    component: null,
    state: 'draft',
    spec: {},
    template_version: '2',
    adoption: 'never',
    requested_by: ana,
    cost: null,
    ttl: null,
    created_at: engine.now(),
    updated_at: engine.now(),
  });
  return subject;
}
