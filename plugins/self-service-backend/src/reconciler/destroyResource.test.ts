import { byAna, engineForEachTest } from '../__testUtils__/engine';
import { readEvents } from '../__testUtils__/readAudit';
import {
  advanceClock,
  makeBucket,
  readThings,
  settle,
} from '../__testUtils__/reconcilers';
import { act, readRequest, readResource } from '../__testUtils__/requests';
import { cancelRequest } from '../service/cancelRequest';

const engine = engineForEachTest();

describe('a deletion', () => {
  const destroy = (id: string) =>
    act(engine, id, 'destroy', { confirmName: 'photos' });

  it('removes all, the last wave first, and gives back the quota', async () => {
    const { id } = await makeBucket(engine);
    engine.store.writes.length = 0;
    const { request } = await destroy(id);
    await settle(engine);
    expect(
      engine.store.writes.slice(0, 3).map(text => text.split('/')[0]),
    ).toEqual(
      [
        'remove photos Lifecycle',
        'remove photos Policy',
        'remove photos Bucket',
      ].sort(
        (a, b) => Number(a.includes('Bucket')) - Number(b.includes('Bucket')),
      ),
    );
    expect(readThings(engine)).toEqual([]);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'destroyed',
      next_run_at: null,
    });
    expect((await readRequest(engine, request!.id)).state).toBe('done');
    expect(await engine.knex('reservations')).toEqual([]);
    expect(await engine.knex('inventory').pluck('state')).toEqual([
      'removed',
      'removed',
      'removed',
    ]);
    expect((await readEvents(engine.knex)).slice(4)).toEqual([
      'request.submitted',
      'request.started',
      'resource.expiring',
      'resource.destroying',
      'request.done',
      'resource.destroyed',
    ]);
  });

  it('can be undone while its grace lasts', async () => {
    const { id } = await makeBucket(engine, { environment: 'staging' });
    await destroy(id);
    await settle(engine);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'expiring',
      state_before_expiring: 'ready',
      undo_until: expect.any(Date),
    });
    await act(engine, id, 'undo-destroy');
    await settle(engine, 3 * 3_600_000);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'ready',
      undo_until: null,
    });
    expect(readThings(engine)).toHaveLength(3);

    await destroy(id);
    await settle(engine, 3 * 3_600_000);
    expect((await readResource(engine, id)).state).toBe('destroyed');
  });

  it('says what it hangs on, and goes on when that lets go', async () => {
    const { id } = await makeBucket(engine);
    const bucket = engine.store.items.get('photos Bucket/main')!;
    bucket.finalizer = 'example.org/backup';
    await destroy(id);
    await settle(engine, 60_000);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'destroying',
      blockers: [],
    });
    await settle(engine, 10 * 60_000);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'destroying',
      blockers: [
        {
          object: 'photos/Bucket/main',
          finalizer: 'example.org/backup',
        },
      ],
    });
    expect(
      engine.notifications.filter(({ title }) => title.includes('hangs')),
    ).toHaveLength(1);

    bucket.finalizer = null;
    await settle(engine, 60_000);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'destroyed',
      blockers: [],
    });
  });

  it('goes on when it is cancelled too late', async () => {
    const { id } = await makeBucket(engine);
    engine.store.items.get('photos Bucket/main')!.finalizer = 'example.org/x';
    const { request } = await destroy(id);
    await settle(engine, 1000);
    await cancelRequest(engine, { requestId: request!.id, by: byAna }).catch(
      () => undefined,
    );
    engine.store.items.get('photos Bucket/main')!.finalizer = null;
    await settle(engine);
    expect((await readResource(engine, id)).state).toBe('destroyed');
    expect(readThings(engine)).toEqual([]);
  });

  it('needs no template that its resource could be planned with', async () => {
    const { id } = await makeBucket(engine);
    await engine.knex('resources').update({ template_version: 'gone' });
    await engine.knex('requests').insert({
      id: engine.newId(),
      resource_id: id,
      kind: 'bucket',
      action: 'destroy',
      title: 'Delete photos',
      state: 'running',
      inputs: {},
      desired: JSON.stringify({
        ...(await engine.knex('requests').first()).desired,
        templateVersion: 'gone',
      }),
      plan_hash: 'x',
      policy_version: 'x',
      requested_by: byAna.ref,
      requested_at: engine.now(),
      updated_at: engine.now(),
    });
    await engine.knex('resources').update({ state: 'destroying' });
    advanceClock(engine, 1000);
    await engine.wakeUps.wake(engine.knex, id);
    await settle(engine);
    expect((await readResource(engine, id)).state).toBe('destroyed');
    expect(readThings(engine)).toEqual([]);
  });
});
