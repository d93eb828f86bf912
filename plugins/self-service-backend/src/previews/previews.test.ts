import { StepError } from '@slipway/plugin-self-service-node';
import { checkout } from '../__testUtils__/engine';
import { previewsForEachTest } from '../__testUtils__/previews';
import { act } from '../__testUtils__/requests';
import { RequestRow } from '../store/rows';
import { listPreviews, PreviewRow } from './previewRow';

const { engine, hear, tell, resources, settle, sweep } = previewsForEachTest();

const previews = () => engine.knex<PreviewRow>('previews');

const minutes = (count: number) =>
  new Date(engine.clock.now.getTime() + count * 60_000);

describe('the preview of a pull request', () => {
  it('comes with it, of the team that owns the component, and goes with it', async () => {
    const row = await hear();
    expect(row).toMatchObject({ team: checkout, problem: null });
    await settle();
    expect(await resources()).toMatchObject([
      {
        id: row.resource_id,
        name: 'shop-pr-7',
        state: 'ready',
        team: checkout,
        environment: 'preview',
        component: 'component:default/shop',
        spec: { size: 'medium' },
        ttl: 'P3D',
        requested_by: 'service:slipway-previews',
      },
    ]);

    await hear({ state: 'closed' });
    await settle();
    expect(await resources()).toMatchObject([{ state: 'destroyed' }]);
    expect(await engine.knex<RequestRow>('requests').pluck('reason')).toEqual([
      'Preview of acme/shop#7',
      'acme/shop#7 is closed',
    ]);
  });

  it('is made once however often it is heard of, and extended by work on it', async () => {
    await Promise.all([hear(), hear(), hear()]);
    await settle();
    const day = 24 * 60;
    const [first, ...others] = await resources();
    expect(others).toEqual([]);
    expect(first.expires_at).toEqual(minutes(3 * day));

    engine.clock.now = minutes(day);
    const extended = {
      last_active_at: engine.clock.now,
      expires_at: minutes(3 * day),
    };
    await hear();
    await settle();
    expect(await resources()).toMatchObject([extended]);

    // Nobody works on it, and the kind says of a use that was before.
    const kind = engine.kinds.get('bucket');
    const observe = kind.observe.bind(kind);
    const before = minutes(-60);
    kind.observe = async options => {
      const seen = await observe(options);
      return seen.known ? { ...seen, activeAt: before } : seen;
    };
    engine.clock.now = minutes(day / 2);
    await sweep();
    await engine.wakeUps.wake(engine.knex, first.id);
    await settle();
    expect(await resources()).toMatchObject([extended]);
  });

  it('is woken by work on it when it sleeps since its time was up', async () => {
    await hear();
    await settle();
    for (const days of [2, 2]) {
      engine.clock.now = minutes(days * 24 * 60);
      await settle();
      await settle();
    }
    expect(await resources()).toMatchObject([
      { state: 'suspended', expiry_stage: 'paused' },
    ]);
    engine.clock.now = minutes(1);
    await hear();
    await settle();
    await sweep();
    await settle();
    expect(await resources()).toMatchObject([
      {
        state: 'ready',
        paused: false,
        expires_at: minutes(3 * 24 * 60),
      },
    ]);
  });

  it('goes by the forge’s clock alone where a pipeline’s is ahead', async () => {
    const wanted = async (more: Parameters<typeof tell>[0]) =>
      (await tell(more)).wanted;
    const pipeline = { at: undefined };
    const early = minutes(-10);
    await tell(pipeline);
    expect(await wanted({ state: 'closed', at: early })).toBe('closed');
    // Reopened, of which the forge says nothing; its last word comes again.
    expect(await wanted(pipeline)).toBe('open');
    expect(await wanted({ state: 'closed', at: early })).toBe('open');
    expect(await wanted({ state: 'closed', at: minutes(-9) })).toBe('closed');
    // A pipeline closes it, and a word from before comes late.
    await tell({ at: minutes(-8) });
    expect(await wanted({ ...pipeline, state: 'closed' })).toBe('closed');
    expect(await wanted({ at: minutes(-7) })).toBe('closed');
  });

  it('is taken back from its deletion by work on it', async () => {
    engine.settings.previews.environment = 'staging';
    engine.settings.previews.inputs = { size: 'medium', ttl: 'P3D' };
    await hear();
    await settle();
    const state = async () => (await resources())[0].state;
    for (
      let hours = 0;
      hours < 200 && (await state()) !== 'expiring';
      hours++
    ) {
      engine.clock.now = minutes(60);
      await settle();
    }
    expect(await state()).toBe('expiring');
    engine.clock.now = minutes(1);
    await hear();
    await sweep();
    for (const _ of [1, 2, 3]) {
      await settle();
      await sweep();
    }
    expect(await resources()).toMatchObject([
      { state: 'ready', paused: false, undo_until: null },
    ]);
    expect(await previews()).toMatchObject([{ problem: null }]);
  });

  it('is kept when the pull request is reopened while its deletion can be undone', async () => {
    engine.settings.previews.environment = 'staging';
    await hear();
    await settle();
    engine.clock.now = minutes(1);
    await hear({ state: 'closed' });
    await settle();
    expect(await resources()).toMatchObject([{ state: 'expiring' }]);
    engine.clock.now = minutes(1);
    await hear();
    await settle();
    await settle();
    await sweep();
    expect(await resources()).toMatchObject([
      { state: 'ready', undo_until: null },
    ]);
  });

  it('is not kept against a person who deleted it', async () => {
    engine.settings.previews.environment = 'staging';
    const { resource_id } = await hear();
    await settle();
    await act(engine, resource_id ?? '', 'destroy', {
      confirmName: 'shop-pr-7',
    });
    await settle();
    engine.clock.now = minutes(1);
    await hear();
    await settle();
    await sweep();
    expect(await resources()).toMatchObject([{ state: 'expiring' }]);
  });

  it('comes anew after an end that had begun when the work came', async () => {
    const { resource_id } = await hear();
    await settle();
    await act(engine, resource_id ?? '', 'destroy', {
      confirmName: 'shop-pr-7',
    });
    await sweep();
    engine.clock.now = minutes(1);
    await tell();
    engine.clock.now = minutes(1);
    await settle();
    await sweep();
    await sweep();
    await settle();
    expect((await resources()).map(({ state }) => state)).toEqual([
      'destroyed',
      'ready',
    ]);
    await sweep();
    expect(await resources()).toHaveLength(2);
  });

  it('is tried again by work on it when it failed, and by nothing else', async () => {
    engine.store.before = () => {
      throw new StepError('No', { remedy: 'Do not.', permanent: true });
    };
    await hear();
    await settle();
    engine.store.before = undefined;
    await sweep();
    await settle();
    expect(await resources()).toMatchObject([{ state: 'failed' }]);
    engine.clock.now = minutes(1);
    await hear();
    await settle();
    expect(await resources()).toMatchObject([{ state: 'ready' }]);
  });

  it('stays closed when an older message arrives late', async () => {
    await hear();
    await hear({ state: 'closed', at: minutes(10) });
    const row = await hear({ state: 'open', at: minutes(5) });
    expect(row.wanted).toBe('closed');
  });

  it('comes anew when the pull request is reopened', async () => {
    await hear();
    await settle();
    await hear({ state: 'closed', at: minutes(1) });
    await settle();
    engine.clock.now = minutes(2);
    await hear({ at: minutes(1) });
    await sweep();
    await settle();
    expect((await resources()).map(({ state }) => state)).toEqual([
      'destroyed',
      'ready',
    ]);
  });

  it('ends before it began when the pull request closes first', async () => {
    await hear();
    await hear({ state: 'closed' });
    await settle();
    expect(await resources()).toMatchObject([{ state: 'cancelled' }]);
  });

  it('says why there is none beyond the cap, and comes when there is room', async () => {
    await Promise.all([1, 2, 3, 4].map(number => hear({ number })));
    const waiting = (await previews()).filter(
      ({ problem }) => problem !== null,
    );
    expect(waiting).toHaveLength(2);
    expect(waiting[0].problem).toContain('may have 2 at once');
    await settle();

    const [standing] = (await previews()).filter(row => row.problem === null);
    await hear({ number: standing.number, state: 'closed' });
    await settle();
    await sweep();
    expect(
      (await resources()).filter(({ state }) => state !== 'destroyed'),
    ).toHaveLength(2);
  });

  it('keeps what the engine refuses as the reason', async () => {
    engine.rules.judge.push(() => ({ message: 'Previews rest today.' }));
    expect((await hear()).problem).toContain('Previews rest today.');
    engine.rules.judge.pop();
    await sweep();
    expect(await resources()).toHaveLength(1);
  });

  it('refuses a repository that nobody listed', async () => {
    await expect(hear({ repository: 'acme/other' })).rejects.toThrow(
      /name one, or list it under selfService.previews.repositories/,
    );
    await expect(
      hear({ repository: 'acme/other', component: 'component:nowhere' }),
    ).rejects.toThrow(/the catalog has no component:default\/nowhere/);
  });

  it('is listed with the others page by page, the last active first', async () => {
    const numbers = Array.from({ length: 5 }, (_, index) => index + 1);
    for (const number of numbers) {
      engine.clock.now = minutes(number);
      await tell({ number });
    }
    const found: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await listPreviews(
        engine.knex,
        { repository: 'acme/shop' },
        { cursor, limit: 2 },
      );
      expect(page.total).toBe(5);
      found.push(...page.rows.map(({ number }) => number));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(found).toEqual(numbers.reverse());
  });
});
