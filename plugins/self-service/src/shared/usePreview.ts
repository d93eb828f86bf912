import { JsonObject, Preview } from '@slipway/plugin-self-service-common';
import { useCallback, useEffect, useRef, useState } from 'react';

/** Long enough not to ask at every letter, short enough not to be felt. */
const settleAfter = 300;

/** What is known of what a request would do. */
export type PreviewState = {
  /** The newest answer; to earlier inputs while `pending`. */
  preview: Preview | undefined;
  /** What `preview` answers to. */
  inputs: JsonObject;
  error: Error | undefined;
  /** A newer answer is on its way. */
  pending: boolean;
  retry: () => void;
};

/**
 * Asks what a request would do whenever it changes and the typing pauses. An
 * answer that is late, to inputs of before, is dropped.
 *
 * @param inputs - everything the answer depends on
 * @param ask - must depend on `inputs` alone
 */
export function usePreview(
  inputs: JsonObject,
  ask: (signal: AbortSignal) => Promise<Preview>,
): PreviewState {
  const key = JSON.stringify(inputs);
  const [state, setState] = useState<{
    key?: string;
    preview?: Preview;
    inputs: JsonObject;
    error?: Error;
  }>({ inputs: {} });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef({ ask, inputs });
  latest.current = { ask, inputs };
  const first = useRef(true);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const look = () => {
      const asked = latest.current;
      asked.ask(signal).then(
        preview => {
          if (signal.aborted) return;
          setState({ key, preview, inputs: asked.inputs });
        },
        (error: Error) => {
          if (signal.aborted) return;
          setState(current => ({ ...current, key, error }));
        },
      );
    };
    // Nobody is typing yet when the form opens.
    const timer = setTimeout(look, first.current ? 0 : settleAfter);
    first.current = false;
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, attempt]);

  const retry = useCallback(() => {
    setState(current => ({ ...current, key: undefined, error: undefined }));
    setAttempt(count => count + 1);
  }, []);

  const current = state.key === key;
  return {
    preview: state.preview,
    inputs: state.inputs,
    error: current ? state.error : undefined,
    pending: !current,
    retry,
  };
}
