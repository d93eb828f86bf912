import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  ChangeSignal,
  changeSignalChannel,
} from '@slipway/plugin-self-service-common';
import { useEffect, useRef } from 'react';

/** Changes in quick succession are looked at once. */
const settleAfter = 150;

/** While something is on its way a lost signal costs this long at most. */
const pollWhileMoving = 3_000;

/** Otherwise signals alone tell, and this is for those that were lost. */
const pollAtRest = 60_000;

/**
 * Calls back when something may have changed: by a signal, by the clock, or
 * because the page is looked at again.
 *
 * @param concerns - whether a change is about what is shown
 * @param moving - whether it is known that something is on its way
 */
export function useChanges(options: {
  concerns: (change: ChangeSignal) => boolean;
  moving: boolean;
  onChange: () => void;
}): void {
  const { moving } = options;
  const signals = useApiHolder().get(signalApiRef);
  const latest = useRef(options);
  latest.current = options;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const subscription = signals?.subscribe<ChangeSignal>(
      changeSignalChannel,
      change => {
        if (!latest.current.concerns(change)) return;
        // Not put off by those that follow, so that a stream of them is shown.
        timer ??= setTimeout(() => {
          timer = undefined;
          latest.current.onChange();
        }, settleAfter);
      },
    );
    return () => {
      clearTimeout(timer);
      subscription?.unsubscribe();
    };
  }, [signals]);

  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') latest.current.onChange();
    };
    const timer = setInterval(look, moving ? pollWhileMoving : pollAtRest);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [moving]);
}
