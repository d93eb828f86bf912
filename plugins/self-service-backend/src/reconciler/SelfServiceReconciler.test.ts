import { engineForEachTest } from '../__testUtils__/engine';
import { exampleSecret } from '../__testUtils__/exampleKind';
import { settle, testReconciler } from '../__testUtils__/reconcilers';
import {
  readRequest,
  readResource,
  submitBucket,
} from '../__testUtils__/requests';

const engine = engineForEachTest();

describe('trouble that is no step’s', () => {
  it('is tried again later, said on the page, and forgotten when it is over', async () => {
    const request = await submitBucket(engine);
    const { person } = engine.directory;
    engine.directory.person = async () => {
      throw new Error(`the catalog is away: token=${exampleSecret}`);
    };
    expect(
      await testReconciler(engine).reconcileOnce(request.resource_id),
    ).toBe('failed');
    const troubled = await readResource(engine, request.resource_id);
    expect(troubled).toMatchObject({
      state: 'approved',
      attempts: 1,
      lease_holder: null,
      conditions: [
        {
          type: 'LookedAt',
          status: 'false',
          message: expect.stringContaining('the catalog is away'),
        },
      ],
    });
    expect(JSON.stringify(troubled)).not.toContain(exampleSecret);
    expect(troubled.next_run_at?.getTime()).toBeGreaterThan(
      engine.clock.now.getTime(),
    );
    engine.directory.person = person;
    await settle(engine);
    expect(await readResource(engine, request.resource_id)).toMatchObject({
      state: 'ready',
      attempts: 0,
      conditions: expect.arrayContaining([
        expect.objectContaining({ type: 'LookedAt', status: 'true' }),
      ]),
    });
  });

  it('of a kind that cannot say its steps fails the request', async () => {
    const kind = engine.kinds.get('bucket');
    kind.steps = () => {
      throw new Error('Cannot read properties of undefined');
    };
    const request = await submitBucket(engine);
    await settle(engine);
    expect(await readRequest(engine, request.id)).toMatchObject({
      state: 'failed',
      failure: {
        step: 'Find the steps',
        cause: expect.stringContaining('Cannot read properties'),
      },
    });
  });
});
