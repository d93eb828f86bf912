import { JsonObject } from '@slipway/plugin-self-service-common';
import {
  ana,
  freshEngines,
  joel,
  platform,
  priya,
  TestEngine,
  testSettings,
} from '../__testUtils__/engine';
import {
  act,
  bucketInputs,
  decisionOn,
  previewAct,
  submitBucket,
} from '../__testUtils__/requests';
import { standingBucket } from '../__testUtils__/standingBucket';
import { createPolicies } from '../policies/createPolicies';
import { approveRequest } from './approveRequest';
import { previewRequest } from './previewRequest';

const freshEngine = freshEngines();
let engine: TestEngine;

/** The engine with the rules that are shipped, on the example kind. */
beforeEach(async () => {
  const settings = {
    quotas: [{ scope: 'team', metric: 'storage', unit: 'GiB', limit: 60 }],
  };
  const clock = { now: new Date('2026-03-02T09:00:00.000Z') };
  engine = await freshEngine({
    settings,
    overrides: {
      policies: await createPolicies({
        settings: testSettings(settings),
        now: () => clock.now,
      }),
    },
  });
});

const ask = async (fields: JsonObject, by = ana) =>
  previewRequest(engine, {
    kind: 'bucket',
    inputs: bucketInputs(fields),
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
    const request = await submitBucket(engine, { environment: 'production' });
    expect(request).toMatchObject({
      state: 'waiting-for-approval',
      approval: { people: [joel], separationOfDuty: true },
    });
    await approveRequest(engine, decisionOn(request));
  });

  it('let what stands be deleted, whatever it is called and whoever pays', async () => {
    const row = await standingBucket(engine);
    await engine
      .knex('resources')
      .update({ name: 'live-prod', cost_center: null });
    engine.store.unreachable = new Error('away');
    const outcome = await act(engine, row.id, 'destroy', {
      confirmName: 'live-prod',
    });
    expect(outcome.request).toMatchObject({ state: 'approved' });
  });

  it('keep nothing from resting or moving for what only its beginning decides', async () => {
    const row = await standingBucket(engine);
    // Given when more was allowed; the maximum is P180D now.
    await engine.knex('resources').update({ ttl: 'P200D', cost_center: null });
    expect(await previewAct(engine, row.id, 'pause')).toMatchObject({
      problems: [],
    });
    await engine.knex('resources').update({ cost_center: 'CC-1001' });
    expect(
      await previewAct(engine, row.id, 'transfer', { team: 'warehouse' }),
    ).toMatchObject({ problems: [] });
    // A clone is something new, and held to what is allowed now.
    const clone = { name: 'copy-of-it', environment: 'dev', ttl: 'P200D' };
    expect(await previewAct(engine, row.id, 'clone', clone)).toMatchObject({
      problems: [{ field: 'ttl' }],
    });
  });
});
