import { act, renderHook, waitFor } from '@testing-library/react';
import { useRemote } from './useRemote';

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

function render(source: object, load: (key: string) => Promise<string>) {
  return renderHook(
    ({ shown }) => useRemote(source, shown, () => load(shown)),
    { initialProps: { shown: 'a' } },
  );
}

describe('useRemote', () => {
  it('keeps the last answer, marked stale, while the next loads', async () => {
    const second = deferred<string>();
    const load = async (key: string) =>
      key === 'a' ? 'answer a' : second.promise;
    const { result, rerender } = render({}, load);
    await waitFor(() => expect(result.current.data).toBe('answer a'));
    rerender({ shown: 'b' });
    expect(result.current).toMatchObject({ data: 'answer a', stale: true });
    await act(async () => second.resolve('answer b'));
    expect(result.current).toMatchObject({ data: 'answer b', stale: false });
  });

  it('shows what is known at once when a page comes back', async () => {
    const source = {};
    const first = render(source, async () => 'known');
    await waitFor(() => expect(first.result.current.data).toBe('known'));
    first.unmount();
    const again = render(source, () => new Promise(() => {}));
    expect(again.result.current).toMatchObject({ data: 'known', stale: true });
    const other = render({}, () => new Promise(() => {}));
    expect(other.result.current.data).toBeUndefined();
  });

  it('aborts what is no longer asked for', async () => {
    const signals: AbortSignal[] = [];
    const { rerender } = renderHook(
      ({ shown }) =>
        useRemote({}, shown, signal => {
          signals.push(signal);
          return new Promise<string>(() => {});
        }),
      { initialProps: { shown: 'a' } },
    );
    rerender({ shown: 'b' });
    expect(signals[0].aborted).toBe(true);
    expect(signals[signals.length - 1].aborted).toBe(false);
  });

  it('ignores an answer that comes after its question was dropped', async () => {
    const slow = deferred<string>();
    const load = async (key: string) =>
      key === 'a' ? slow.promise : 'answer b';
    const { result, rerender } = render({}, load);
    rerender({ shown: 'b' });
    await waitFor(() => expect(result.current.data).toBe('answer b'));
    await act(async () => slow.resolve('answer a'));
    expect(result.current.data).toBe('answer b');
  });

  it('tells an error and tries again', async () => {
    let fails = true;
    const load = async () => {
      if (fails) throw new Error('no answer');
      return 'answer';
    };
    const { result } = render({}, load);
    await waitFor(() =>
      expect(result.current.error?.message).toBe('no answer'),
    );
    expect(result.current.data).toBeUndefined();
    fails = false;
    act(() => result.current.retry());
    expect(result.current.error).toBeUndefined();
    await waitFor(() => expect(result.current.data).toBe('answer'));
  });

  it('asks again behind what is shown', async () => {
    const answers = [async () => 'first', async () => 'second'];
    const { result } = render(
      {},
      async () => (await answers.shift()?.()) ?? '',
    );
    await waitFor(() => expect(result.current.data).toBe('first'));
    act(() => result.current.refresh());
    expect(result.current).toMatchObject({ data: 'first', stale: false });
    await waitFor(() => expect(result.current.data).toBe('second'));
  });
});
