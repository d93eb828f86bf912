import { useCallback, useEffect, useRef, useState } from 'react';

/** What is known of a remote answer. */
export type Remote<T> = {
  /** The newest answer; of an earlier key while `stale`. */
  data: T | undefined;
  error: Error | undefined;
  /** A newer answer is on its way; what is shown belongs to before. */
  stale: boolean;
  /** Asks again, after an error as a rule. */
  retry: () => void;
  /** Asks again behind what is shown, which stays as it is until the answer. */
  refresh: () => void;
};

type Entry = { data: unknown };

/** Answers by the API that gave them and the key of the request. */
const answers = new WeakMap<object, Map<string, Entry>>();

const mostAnswers = 50;

function remember(source: object, key: string, data: unknown) {
  const known = answers.get(source) ?? new Map<string, Entry>();
  answers.set(source, known);
  known.delete(key);
  known.set(key, { data });
  const [oldest] = known.keys();
  if (known.size > mostAnswers) known.delete(oldest);
}

/**
 * Loads what `key` names and keeps the last answers, so that going back shows
 * the page at once and refreshes it behind. While a new key loads, the answer
 * to the one before stays, marked stale.
 *
 * @param source - the API; answers of one are never shown for another
 * @param key - everything the answer depends on
 * @param load - must depend on `source` and `key` alone
 */
export function useRemote<T>(
  source: object,
  key: string,
  load: (signal: AbortSignal) => Promise<T>,
): Remote<T> {
  const [state, setState] = useState<{
    key: string;
    data?: T;
    error?: Error;
    settled: boolean;
  }>({ key, settled: false });
  const [attempt, setAttempt] = useState(0);
  // What was stored under this key came from the same call.
  const cached = answers.get(source)?.get(key)?.data as T | undefined;
  const latestLoad = useRef(load);
  latestLoad.current = load;

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    latestLoad.current(signal).then(
      data => {
        if (signal.aborted) return;
        remember(source, key, data);
        setState({ key, data, settled: true });
      },
      (error: Error) => {
        if (signal.aborted) return;
        setState({ key, error, settled: true });
      },
    );
    return () => controller.abort();
  }, [source, key, attempt]);

  const retry = useCallback(() => {
    setState(current => ({ ...current, error: undefined, settled: false }));
    setAttempt(count => count + 1);
  }, []);
  const refresh = useCallback(() => setAttempt(count => count + 1), []);

  const current = state.key === key && state.settled;
  return {
    data: current && !state.error ? state.data : cached ?? state.data,
    error: current ? state.error : undefined,
    stale: !current,
    retry,
    refresh,
  };
}
