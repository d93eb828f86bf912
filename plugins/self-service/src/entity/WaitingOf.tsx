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
import { useChanges } from '../data/useChanges';
import { Someone } from '../shared/Someone';
import { RequestStateBadge } from '../shared/StateBadges';
import { Links, useLinks } from '../shared/useLinks';

const shown = 10;

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
      label: 'Waits since',
      cell: row => <RelativeTime instant={row.requestedAt} />,
    },
  ];
}

/** Requests of a team that wait for a decision, or have failed. */
export function WaitingOf(props: { team: string }) {
  const { team } = props;
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const { data, error, stale, retry, refresh } = useRemote(
    api,
    `waiting requests of ${team}`,
    signal =>
      api.requests(
        {
          team,
          state: ['waiting-for-approval', 'failed'],
          sort: 'requestedAt',
          limit: shown,
        },
        { signal },
      ),
  );
  useChanges({ concerns: () => true, moving: false, onChange: refresh });
  const more = data && data.total > data.items.length;
  return (
    <Panel
      title="Requests that wait"
      headingLevel={2}
      actions={
        more && (
          <Link href={links.approvals({ show: 'waiting', team })} standalone>
            All that wait for approval
          </Link>
        )
      }
    >
      {error && !data ? (
        <RemoteFailure
          what="Requests"
          error={error}
          onRetry={retry}
          headingLevel={3}
        />
      ) : (
        <DataTable
          label="Requests that wait"
          columns={columns(links)}
          rows={data?.items}
          getRowId={row => row.id}
          getRowHref={row => links.request(row.id)}
          stale={stale}
          empty={
            <Text as="p" variant="body-small" color="secondary">
              No request waits for a decision, and none has failed.
            </Text>
          }
        />
      )}
    </Panel>
  );
}
