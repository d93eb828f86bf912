import { Link } from '@backstage/ui';
import { RequestSummary } from '@slipway/plugin-self-service-common';
import { DataColumn, RelativeTime } from '@slipway/ui';
import { Someone } from './Someone';
import { RequestStateBadge } from './StateBadges';
import { Links } from './useLinks';

/** The columns of requests of one thing or team, where the rest is known. */
export function requestColumns(
  links: Links,
  /** Over the instant of asking: `Asked`. */
  askedLabel: string,
): DataColumn<RequestSummary>[] {
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
      label: askedLabel,
      cell: row => <RelativeTime instant={row.requestedAt} />,
    },
  ];
}
