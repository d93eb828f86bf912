import { engineForEachTest } from '../__testUtils__/engine';
import { makeBucket, settle } from '../__testUtils__/reconcilers';
import { act, readResource } from '../__testUtils__/requests';

const day = 86_400_000;
const engine = engineForEachTest({
  settings: {
    drift: { sweep: 'P1D' },
    environments: {
      staging: { class: 'staging' },
      preview: { class: 'staging', maximumTtl: 'P10D' },
      dev: { class: 'development' },
    },
  },
});

const told = (title: string) =>
  engine.notifications.find(message => message.title === title)?.description;

/** Made in an environment, with ten days to live. */
const make = (environment: string) =>
  makeBucket(engine, { environment, ttl: 'P10D' });

describe('what the owners are told at the end', () => {
  it('is that it is paused when it is', async () => {
    const { id } = await make('dev');
    await settle(engine, 10.5 * day);
    expect((await readResource(engine, id)).paused).toBe(true);
    expect(told('photos has expired')).toContain('It is paused and');
  });

  it('is that it is not paused beside a request that waits', async () => {
    const { id } = await make('dev');
    engine.rules.judge.push(() => ({ severity: 'approval' }));
    await settle(engine, 9 * day);
    await act(engine, id, 'change-size', { size: 'large' });
    await settle(engine, 1.5 * day);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'ready',
      expiry_stage: 'paused',
    });
    expect(told('photos has expired')).toContain('could not be paused');
  });

  it.each([
    ['staging', 'The deletion can be undone until'],
    ['preview', 'a lead of the team can keep it by pinning it'],
    ['dev', 'a deletion cannot be undone'],
  ])('is what can keep it in %s', async (environment, words) => {
    await make(environment);
    await settle(engine, 11.02 * day);
    expect(told('photos is being deleted')).toContain(words);
  });
});
