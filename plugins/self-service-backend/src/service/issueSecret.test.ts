import { StepError } from '@slipway/plugin-self-service-node';
import {
  ana,
  byJoel,
  checkout,
  engineForEachTest,
  testSettings,
  tightLimits,
} from '../__testUtils__/engine';
import { exampleSecret } from '../__testUtils__/exampleKind';
import { readAudit } from '../__testUtils__/readAudit';
import { act, previewAct } from '../__testUtils__/requests';
import { standingBucket } from '../__testUtils__/standingBucket';

const engine = engineForEachTest({ settings: { quotas: tightLimits } });

describe('secrets', () => {
  it('are answered once and written nowhere', async () => {
    const row = await standingBucket(engine);
    expect(await previewAct(engine, row.id, 'access-key')).toMatchObject({
      acceptable: true,
      plan: null,
    });
    const { issued } = await act(
      engine,
      row.id,
      'access-key',
      {},
      { reason: 'To debug' },
    );
    expect(issued?.content).toContain(exampleSecret);
    const [, own] = engine.kinds.get('bucket').actions;
    Object.assign(own, {
      issue: async () => {
        throw new StepError('No key was made.', { remedy: 'Try again later.' });
      },
    });
    await expect(act(engine, row.id, 'access-key')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('No key was made. Try again later.'),
    });
    expect((await readAudit(engine.knex)).slice(1)).toMatchObject([
      { event: 'resource.secret-issued', actor: ana, reason: 'To debug' },
    ]);
    const tables = ['audit', 'resources', 'requests', 'steps', 'inventory'];
    const stored = await Promise.all(tables.map(table => engine.knex(table)));
    expect(JSON.stringify(stored)).toContain(checkout);
    expect(JSON.stringify(stored)).not.toContain(exampleSecret);
    expect(JSON.stringify(engine.notifications)).not.toContain(exampleSecret);
  });
});

describe('approvals', () => {
  it('leave a secret to those who may agree to it', async () => {
    const row = await standingBucket(engine);
    const lacks = { message: expect.stringMatching(/for those.*joel\.mensah/) };
    const forLeads = async () => {
      expect(await previewAct(engine, row.id, 'access-key')).toMatchObject({
        acceptable: false,
        problems: [lacks],
      });
      await expect(act(engine, row.id, 'access-key')).rejects.toMatchObject({
        problems: [lacks],
      });
      await expect(
        act(
          engine,
          row.id,
          'access-key',
          {},
          {
            requester: {
              ref: 'external:pipeline',
              type: 'service',
              onBehalfOf: byJoel.ref,
            },
          },
        ),
      ).rejects.toMatchObject({ problems: [lacks] });
      const { issued } = await act(
        engine,
        row.id,
        'access-key',
        {},
        { requester: byJoel },
      );
      expect(issued?.content).toContain(exampleSecret);
    };
    engine.rules.judge = [
      ({ action }) =>
        action === 'access-key' ? { severity: 'approval' } : undefined,
    ];
    await forLeads();
    engine.rules.judge = [];
    await act(engine, row.id, 'access-key');
    const [rule] = testSettings({
      approvals: [
        { environmentClasses: ['development'], actions: ['access-key'] },
      ],
    }).approvals;
    engine.settings.approvals = [rule];
    await forLeads();
    // What is meant for requests says nothing of what is done at once.
    engine.settings.approvals = [{ ...rule, actions: ['*'] }];
    await act(engine, row.id, 'access-key');
  });
});
