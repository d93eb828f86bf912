import { ErrorState, NoPermissionState } from '@slipway/ui';

function isForbidden(error: Error): boolean {
  return (
    error.name === 'NotAllowedError' ||
    ('statusCode' in error && error.statusCode === 403)
  );
}

/** Why something did not load: not allowed, or a fault that may pass. */
export function LoadFailure(props: {
  /** As the end of a sentence: `the catalog`. */
  what: string;
  error: Error;
  onRetry?: () => void;
  kept?: string;
}) {
  const { what, error, onRetry, kept } = props;
  if (isForbidden(error)) {
    return <NoPermissionState what={what} whoCanGrant="the platform team" />;
  }
  return (
    <ErrorState
      title={`${what.charAt(0).toUpperCase()}${what.slice(
        1,
      )} could not be loaded`}
      error={error}
      onRetry={onRetry}
      kept={kept}
    />
  );
}
