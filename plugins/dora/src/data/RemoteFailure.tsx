import { ResponseError } from '@backstage/errors';
import { EmptyState, ErrorState, NoPermissionState } from '@slipway/ui';

/** The answer's status where the backend answered at all. */
function statusOf(error: Error): number | undefined {
  return error instanceof ResponseError ? error.statusCode : undefined;
}

/**
 * What is shown when a request failed: who can grant access, that there is no
 * such thing, or what went wrong with a retry.
 */
export function RemoteFailure(props: {
  /** What failed to load, at the start of a sentence: `Deployments`. */
  what: string;
  error: Error;
  onRetry: () => void;
  headingLevel?: 2 | 3 | 4;
}) {
  const { what, error, onRetry, headingLevel } = props;
  switch (statusOf(error)) {
    case 403:
      return (
        <NoPermissionState
          what="delivery metrics"
          whoCanGrant="a platform engineer, by the permission dora.metrics.read"
          headingLevel={headingLevel}
        />
      );
    case 404:
      return (
        <EmptyState
          title="Nothing is known under this address"
          description={
            error instanceof ResponseError
              ? error.body.error.message
              : error.message
          }
          headingLevel={headingLevel}
        />
      );
    default:
      return (
        <ErrorState
          title={`${what} could not be loaded`}
          error={error}
          onRetry={onRetry}
          kept="Your filters are kept in the address."
          headingLevel={headingLevel}
        />
      );
  }
}
