import { orAborted } from './orAborted';

const never = () => new Promise<never>(() => undefined);

it('has the outcome of the work', async () => {
  const { signal } = new AbortController();
  await expect(orAborted(signal, async () => 'done')).resolves.toBe('done');
  await expect(
    orAborted(signal, async () => {
      throw new Error('broken');
    }),
  ).rejects.toThrow('broken');
});

it('waits no longer than to an abort for work that does not listen', async () => {
  const stop = new AbortController();
  const outcome = orAborted(stop.signal, never);
  stop.abort(new Error('stopped'));
  await expect(outcome).rejects.toThrow('stopped');
});

it('begins nothing when it is too late', async () => {
  const begin = jest.fn(never);
  const signal = AbortSignal.abort(new Error('stopped'));
  await expect(orAborted(signal, begin)).rejects.toThrow('stopped');
  expect(begin).not.toHaveBeenCalled();
});

it('leaves no error that nobody hears of', async () => {
  const unheard = jest.fn();
  process.on('unhandledRejection', unheard);
  const stop = new AbortController();
  const outcome = orAborted(stop.signal, async () => {
    await new Promise(resolve => setImmediate(resolve));
    throw new Error('too late');
  });
  stop.abort(new Error('stopped'));
  await expect(outcome).rejects.toThrow('stopped');
  await new Promise(resolve => setTimeout(resolve, 20));
  process.off('unhandledRejection', unheard);
  expect(unheard).not.toHaveBeenCalled();
});
