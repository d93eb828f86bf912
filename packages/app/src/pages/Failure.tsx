import { ErrorDisplayProps } from '@backstage/frontend-plugin-api';
import { ErrorState } from '@slipway/ui';

/** What shows in place of a part of a page that broke while it was drawn. */
export function Failure(props: ErrorDisplayProps) {
  const { plugin, error, resetError } = props;
  const where = plugin ? ` of ${plugin.title ?? plugin.pluginId}` : '';
  return (
    <ErrorState
      title={`This part${where} could not be shown`}
      error={error}
      kept="The rest of the portal works on."
      onRetry={resetError}
    />
  );
}
