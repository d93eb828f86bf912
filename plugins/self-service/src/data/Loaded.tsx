import { Remote } from '@slipway/ui';
import { ReactNode } from 'react';
import { RemoteFailure, RemoteFailureProps } from './RemoteFailure';

/**
 * Draws what was loaded, a placeholder until then, or why it did not load. What
 * is known stays while something newer loads, or fails to.
 */
export function Loaded<T>(
  props: Omit<RemoteFailureProps, 'error' | 'onRetry'> & {
    remote: Pick<Remote<T>, 'data' | 'error' | 'retry'>;
    /** Keeps the place of what is still loading. */
    placeholder: ReactNode;
    children: (data: T) => ReactNode;
  },
) {
  const { remote, placeholder, children, ...failure } = props;
  const { data, error, retry } = remote;
  if (data !== undefined) return <>{children(data)}</>;
  if (!error) return <>{placeholder}</>;
  return <RemoteFailure {...failure} error={error} onRetry={retry} />;
}
