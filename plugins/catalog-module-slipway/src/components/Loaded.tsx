import { ReactNode } from 'react';
import { LoadFailure } from './LoadFailure';

/** Properties of {@link Loaded}. */
export type LoadedProps<T> = {
  /** As `useAsyncRetry` gives it. */
  state: { value?: T; error?: Error; loading: boolean; retry: () => void };
  /** As the end of a sentence, should it fail: `the catalog`. */
  what: string;
  /** Keeps the place of what is still loading. */
  placeholder: ReactNode;
  /** What is not lost should it fail. */
  kept?: string;
  children: (value: T) => ReactNode;
};

/**
 * Draws what was loaded, a placeholder until then, or why it did not load and
 * how to try again. What was there before stays while something newer loads.
 */
export function Loaded<T>(props: LoadedProps<T>) {
  const { state, what, placeholder, kept, children } = props;
  if (state.error && !state.loading) {
    return (
      <LoadFailure
        what={what}
        error={state.error}
        onRetry={state.retry}
        kept={kept}
      />
    );
  }
  return <>{state.value === undefined ? placeholder : children(state.value)}</>;
}
