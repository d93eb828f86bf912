import { JsonObject } from '@slipway/plugin-self-service-common';
import { testDatabase } from '@slipway/testing';
import {
  ana,
  checkout,
  emptyTables,
  joel,
  migrations,
  platform,
  priya,
  testEngine,
  TestEngine,
  testSettings,
} from '../__testUtils__/engine';
import { standingBucket } from '../__testUtils__/standingBucket';
import { createPolicies } from '../policies/createPolicies';
import { syncQuotas } from '../quota/syncQuotas';
import { approveRequest } from './approveRequest';
import { previewRequest } from './previewRequest';
import { requestAction } from './requestAction';
import { submitRequest } from './submitRequest';

const database = testDatabase({ migrations });
let engine: TestEngine;

/** The engine with the rules that are shipped, on the example kind. */
beforeEach(async () => {
  const knex = await database.knex();
  await emptyTables(knex);
  const settings = {
    quotas: [{ scope: 'team', metric: 'storage', unit: 'GiB', limit: 60 }],
  };
  const clock = { now: new Date('2026-03-02T09:00:00.000Z') };
  engine = testEngine(knex, {
    settings,
    overrides: {
      policies: await createPolicies({
        settings: testSettings(settings),
        now: () => clock.now,
      }),
    },
  });
  await syncQuotas(engine);
});

const ask = async (fields: JsonObject, by = ana) =>
  previewRequest(engine, {
    kind: 'bucket',
    inputs: {
      name: 'till-objects',
      team: checkout,
      environment: 'dev',
      ...fields,
    },
    requester: { ref: by, type: 'user' },
  });

describe('the shipped policies', () => {
  it('have nothing against an ordinary request', async () => {
    const preview = await ask({});
    expect(preview.problems).toEqual([]);
    expect(preview).toMatchObject({ acceptable: true, approval: null });
    expect(preview.verdicts.map(({ result }) => result)).not.toContain('error');
  });

  it('name the field and the remedy of what they refuse', async () => {
    expect((await ask({ ttl: 'P200D' })).problems).toEqual([
      {
        field: 'ttl',
        message: expect.stringMatching(
          /P200D is longer than dev allows.*P180D/,
        ),
      },
    ]);
    expect((await ask({ costCenter: 'CC-9' })).problems).toMatchObject([
      { field: 'costCenter' },
    ]);
    expect((await ask({ team: platform }, priya)).problems).toMatchObject([
      {
        field: 'costCenter',
        message: expect.stringContaining('none of its own'),
      },
    ]);
    expect((await ask({ size: 'large' })).problems).toEqual([
      {
        field: '',
        message: expect.stringMatching(
          /limit 60 GiB, used 0, asked 200, left 60/,
        ),
      },
    ]);
  });

  it('have production approved by a second person', async () => {
    const request = await submitRequest(engine, {
      kind: 'bucket',
      inputs: {
        name: 'till-objects',
        team: checkout,
        environment: 'production',
      },
      requester: { ref: ana, type: 'user' },
    });
    expect(request).toMatchObject({
      state: 'waiting-for-approval',
      approval: { people: [joel], separationOfDuty: true },
    });
    await approveRequest(engine, {
      requestId: request.id,
      planHash: request.plan_hash,
      by: { ref: joel, type: 'user' },
    });
  });

  it('let what stands be deleted, whatever it is called and whoever pays', async () => {
    const row = await standingBucket(engine);
    await engine
      .knex('resources')
      .update({ name: 'live-prod', cost_center: null });
    engine.store.unreachable = new Error('away');
    const outcome = await requestAction(engine, {
      resourceId: row.id,
      action: 'destroy',
      input: { confirmName: 'live-prod' },
      requester: { ref: ana, type: 'user' },
    });
    expect(outcome.request).toMatchObject({ state: 'approved' });
  });
});
