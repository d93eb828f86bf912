import { freshEngines } from '../__testUtils__/engine';
import { testReconciler } from '../__testUtils__/reconcilers';
import { readResource, submitBucket } from '../__testUtils__/requests';

const freshEngine = freshEngines();

describe('a resource that is woken while it is looked at', () => {
  it('is looked at once more, though nobody wakes it again', async () => {
    const engine = await freshEngine();
    const reconciler = testReconciler(engine);
    const { resource_id: id } = await submitBucket(engine);

    // One job that comes early, and finds its replica at work.
    const early: Array<Promise<string>> = [];
    engine.store.after = async () => {
      engine.store.after = undefined;
      await engine.wakeUps.wake(engine.knex, id);
      early.push(reconciler.reconcileOnce(id));
    };
    expect(await reconciler.reconcileOnce(id)).toBe('looked');

    expect(await Promise.all(early)).toEqual(['not-now']);
    const row = await readResource(engine, id);
    expect([row.state, row.fence, row.lease_holder]).toEqual([
      'ready',
      '2',
      null,
    ]);
  });
});
