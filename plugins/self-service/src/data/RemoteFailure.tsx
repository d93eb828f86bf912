import { ResponseError } from '@backstage/errors';
import { EmptyState, ErrorState, NoPermissionState } from '@slipway/ui';
import { ReactNode } from 'react';

/** The answer's status where the backend answered at all. */
function statusOf(error: Error): number | undefined {
  return error instanceof ResponseError ? error.statusCode : undefined;
}

/** The backend's own words, where it said any. */
export function messageOf(error: Error): string {
  return error instanceof ResponseError
    ? error.body.error.message
    : error.message;
}

/** Properties of {@link RemoteFailure}. */
export type RemoteFailureProps = {
  /** What failed to load, at the start of a sentence: `Your things`. */
  what: string;
  error: Error;
  onRetry: () => void;
  /** What was not lost. */
  kept?: string;
  /** Where to go when there is no such thing. */
  elsewhere?: ReactNode;
  headingLevel?: 2 | 3 | 4;
};

/**
 * What is shown when a request failed: who can grant access, that there is no
 * such thing, or what went wrong with a retry.
 */
export function RemoteFailure(props: RemoteFailureProps) {
  const { what, error, onRetry, kept, elsewhere, headingLevel } = props;
  switch (statusOf(error)) {
    case 403:
      return (
        <NoPermissionState
          what="self-service"
          whoCanGrant="a platform engineer, by the permission self-service.read"
          headingLevel={headingLevel}
        />
      );
    case 404:
      return (
        <EmptyState
          title="Nothing is known under this address"
          description={messageOf(error)}
          action={elsewhere}
          headingLevel={headingLevel}
        />
      );
    default:
      return (
        <ErrorState
          title={`${what} could not be loaded`}
          error={error}
          onRetry={onRetry}
          kept={kept}
          headingLevel={headingLevel}
        />
      );
  }
}
