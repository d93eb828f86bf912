import { StepError } from '@slipway/plugin-self-service-node';
import { byAna, checkout, freshEngines } from '../__testUtils__/engine';
import { settle } from '../__testUtils__/reconcilers';
import { readResource, submitBucket } from '../__testUtils__/requests';
import { rollBackRequest } from '../service/retryRequest';

const freshEngine = freshEngines();

describe('something that does not go away', () => {
  it('says what keeps a creation from being taken back', async () => {
    const engine = await freshEngine();
    engine.store.before = effect => {
      if (effect.startsWith('register')) {
        throw new StepError('No', { remedy: 'Do not.', permanent: true });
      }
    };
    const request = await submitBucket(engine);
    await settle(engine);
    engine.store.before = undefined;
    const bucket = engine.store.items.get('photos Bucket/main')!;
    bucket.finalizer = 'example.org/backup';
    await rollBackRequest(engine, { requestId: request.id, by: byAna });
    await settle(engine, 20 * 60_000);
    expect(await readResource(engine, request.resource_id)).toMatchObject({
      state: 'destroying',
      blockers: [
        { object: 'photos/Bucket/main', finalizer: 'example.org/backup' },
      ],
    });
    expect(
      engine.notifications.filter(({ title }) => title.includes('hangs')),
    ).toMatchObject([
      {
        recipients: [checkout],
        title: 'Taking back photos hangs',
        description: expect.stringContaining('example.org/backup'),
      },
    ]);

    bucket.finalizer = null;
    await settle(engine);
    expect(await readResource(engine, request.resource_id)).toMatchObject({
      state: 'cancelled',
      blockers: [],
    });
  });
});
