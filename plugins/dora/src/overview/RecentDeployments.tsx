import { ButtonLink } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { DeploymentsQuery } from '@slipway/plugin-dora-common';
import { DataTable, EmptyState, Panel, SampleBadge } from '@slipway/ui';
import { doraApiRef } from '../api/DoraApi';
import { RemoteFailure } from '../data/RemoteFailure';
import { useRemote } from '../data/useRemote';
import { Links } from '../filters/useLinks';
import { deploymentColumns } from '../rows/deploymentColumns';
import { sampleShare } from '../rows/sampleShare';

const shownRows = 10;

/** The newest deployments of a scope; all of them are one press away. */
export function RecentDeployments(props: {
  entityRef: string | undefined;
  query: DeploymentsQuery;
  links: Links;
  timeZone: string;
}) {
  const { entityRef, query, links, timeZone } = props;
  const api = useApi(doraApiRef);
  const request: DeploymentsQuery = {
    ...query,
    entityRef,
    sort: '-finishedAt',
    limit: shownRows,
  };
  const { data, error, stale, retry } = useRemote(
    api,
    `recent ${JSON.stringify(request)}`,
    signal => api.deployments(request, { signal }),
  );
  const sample = sampleShare(data?.items);
  return (
    <Panel
      title="Latest deployments"
      actions={
        <>
          {sample === 'all' && <SampleBadge />}
          <ButtonLink href={links.deployments()} variant="secondary">
            All deployments
          </ButtonLink>
        </>
      }
    >
      {error && !data ? (
        <RemoteFailure
          what="Deployments"
          error={error}
          onRetry={retry}
          headingLevel={4}
        />
      ) : (
        <DataTable
          label="Latest deployments"
          columns={deploymentColumns({
            links,
            timeZone,
            withService: !entityRef?.startsWith('component:'),
            markSample: sample === 'some',
          }).map(column => ({ ...column, sortable: false }))}
          rows={data?.items}
          getRowId={row => row.id}
          getRowHref={row => links.deployment(row.id)}
          stale={stale}
          empty={
            <EmptyState
              title="No deployments in this window"
              description="Choose a longer window or another environment, or connect a source that sends this scope’s deployments."
              headingLevel={4}
            />
          }
        />
      )}
    </Panel>
  );
}
