import { Preview } from '@slipway/plugin-self-service-common';
import { useCallback, useEffect, useRef, useState } from 'react';

/** Long enough not to ask at every letter, short enough not to be felt. */
const settleAfter = 300;

/** What is known of what a request would do. */
export type PreviewState = {
  /** The newest answer; to earlier inputs while `pending`. */
  preview: Preview | undefined;
  error: Error | undefined;
  /** A newer answer is on its way. */
  pending: boolean;
  retry: () => void;
};

/**
 * Asks what a request would do whenever it changes and the typing pauses. An
 * answer to earlier inputs is never shown for later ones.
 *
 * @param key - everything the answer depends on
 * @param ask - must depend on `key` alone
 */
export function usePreview(
  key: string,
  ask: (signal: AbortSignal) => Promise<Preview>,
): PreviewState {
  const [state, setState] = useState<{
    key?: string;
    preview?: Preview;
    error?: Error;
  }>({});
  const [attempt, setAttempt] = useState(0);
  const latestAsk = useRef(ask);
  latestAsk.current = ask;
  const first = useRef(true);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const look = () =>
      latestAsk.current(signal).then(
        preview => {
          if (!signal.aborted) setState({ key, preview });
        },
        (error: Error) => {
          if (signal.aborted) return;
          setState(current => ({ ...current, key, error }));
        },
      );
    // Nobody is typing yet when the form opens.
    const timer = setTimeout(look, first.current ? 0 : settleAfter);
    first.current = false;
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, attempt]);

  const retry = useCallback(() => {
    setState(({ preview }) => ({ preview }));
    setAttempt(count => count + 1);
  }, []);

  const current = state.key === key;
  return {
    preview: state.preview,
    error: current ? state.error : undefined,
    pending: !current,
    retry,
  };
}
