import { Link, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { RequestSummary } from '@slipway/plugin-self-service-common';
import {
  DataColumn,
  DataTable,
  Panel,
  RelativeTime,
  useRemote,
} from '@slipway/ui';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { RemoteFailure } from '../data/RemoteFailure';
import { Someone } from '../shared/Someone';
import { RequestStateBadge } from '../shared/StateBadges';
import { Links, useLinks } from '../shared/useLinks';

const shown = 20;

function columns(links: Links): DataColumn<RequestSummary>[] {
  return [
    {
      id: 'title',
      label: 'Request',
      cell: row => (
        <Link href={links.request(row.id)} standalone variant="body-medium">
          {row.title}
        </Link>
      ),
    },
    {
      id: 'state',
      label: 'State',
      cell: row => <RequestStateBadge request={row} />,
    },
    {
      id: 'by',
      label: 'Asked by',
      cell: row => <Someone who={row.onBehalfOf ?? row.requestedBy} />,
    },
    {
      id: 'at',
      label: 'Asked',
      cell: row => <RelativeTime instant={row.requestedAt} />,
    },
  ];
}

/** Every change that was asked of a resource. */
export function HistoryPanel(props: { resourceId: string; version: string }) {
  const { resourceId, version } = props;
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const { data, error, retry } = useRemote(
    api,
    `requests of ${resourceId} ${version}`,
    signal => api.requestsOfResource(resourceId, { limit: shown }, { signal }),
  );
  return (
    <Panel title="Requests" headingLevel={2}>
      {error && !data ? (
        <RemoteFailure
          what="The requests"
          error={error}
          onRetry={retry}
          headingLevel={3}
        />
      ) : (
        <DataTable
          label="Requests"
          columns={columns(links)}
          rows={data?.items}
          getRowId={row => row.id}
          getRowHref={row => links.request(row.id)}
          empty={
            <Text as="p" variant="body-small" color="secondary">
              Nothing was asked of it.
            </Text>
          }
        />
      )}
    </Panel>
  );
}
