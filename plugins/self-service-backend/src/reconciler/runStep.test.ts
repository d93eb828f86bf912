import { engineForEachTest } from '../__testUtils__/engine';
import { readSteps, settle } from '../__testUtils__/reconcilers';
import { readRequest, submitBucket } from '../__testUtils__/requests';

const engine = engineForEachTest();

describe('a step that was begun too often', () => {
  it('fails, and keeps what it said before its process died', async () => {
    const request = await submitBucket(engine);
    engine.store.unreachable = new Error('away');
    await settle(engine, 0);
    const log = [{ at: engine.now().toISOString(), text: 'Waits for a disk' }];
    await engine
      .knex('steps')
      .where({ key: 'put:Bucket/main' })
      .update({
        attempts: 8,
        unfinished: 7,
        next_attempt_at: null,
        log: JSON.stringify(log),
      });
    await engine.wakeUps.wake(engine.knex, request.resource_id);
    await settle(engine, 0);
    expect(await readRequest(engine, request.id)).toMatchObject({
      state: 'failed',
      failure: { cause: 'It was begun 8 times and never came to an end' },
    });
    expect((await readSteps(engine, request.id))[0]).toMatchObject({
      state: 'failed',
      log,
    });
  });
});
