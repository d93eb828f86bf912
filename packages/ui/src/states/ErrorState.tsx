import { Button, Text } from '@backstage/ui';
import { RiErrorWarningLine } from '@remixicon/react';
import { StateMessage, StateMessageProps } from './StateMessage';

/** Properties of {@link ErrorState}. */
export type ErrorStateProps = StateMessageProps & {
  /** What failed: `Deployments could not be loaded`. */
  title: string;
  error: Error;
  /** Tries again; without it no button is shown. */
  onRetry?: () => void;
  /** What was not lost: `Your filters are kept in the address.` */
  kept?: string;
};

/**
 * The server's own words when the error carries an answer of the backend,
 * whose message would otherwise hide behind "Request failed with 400".
 */
function messageOf(error: Error): string {
  const body: unknown = 'body' in error ? error.body : undefined;
  if (typeof body !== 'object' || body === null || !('error' in body)) {
    return error.message;
  }
  const inner = body.error;
  const known =
    typeof inner === 'object' &&
    inner !== null &&
    'message' in inner &&
    typeof inner.message === 'string';
  return known ? String(inner.message) : error.message;
}

/** Says what failed and what was kept, and tries again. */
export function ErrorState(props: ErrorStateProps) {
  const { title, error, onRetry, kept, headingLevel } = props;
  return (
    <StateMessage
      alert
      icon={<RiErrorWarningLine size={24} />}
      title={title}
      headingLevel={headingLevel}
      action={
        onRetry && (
          <Button variant="secondary" onPress={onRetry}>
            Try again
          </Button>
        )
      }
    >
      <Text as="p" color="secondary">
        {messageOf(error)}
      </Text>
      {kept && (
        <Text as="p" color="secondary">
          {kept}
        </Text>
      )}
    </StateMessage>
  );
}
