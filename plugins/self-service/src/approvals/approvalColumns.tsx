import { Link, Text } from '@backstage/ui';
import { RequestSummary } from '@slipway/plugin-self-service-common';
import { EntityLink } from '@slipway/plugin-catalog-module-slipway';
import { CountdownText, DataColumn, RelativeTime } from '@slipway/ui';
import { Someone } from '../shared/Someone';
import { CostText } from '../shared/CostText';
import { RequestStateBadge } from '../shared/StateBadges';
import { Links } from '../shared/useLinks';
import { ApprovalView } from './approvalViews';
import styles from './approvals.module.css';

function Asked(props: { request: RequestSummary }) {
  const { requestedBy, onBehalfOf, reason } = props.request;
  return (
    <div className={styles.stack}>
      <span>
        <Someone who={onBehalfOf ?? requestedBy} />
        {onBehalfOf && ` through ${requestedBy}`}
      </span>
      {reason && (
        <Text variant="body-small" color="secondary" className={styles.reason}>
          “{reason}”
        </Text>
      )}
    </div>
  );
}

function Decided(props: { request: RequestSummary }) {
  const { decision } = props.request;
  if (!decision) return null;
  const { by, reason } = decision;
  return (
    <div className={styles.stack}>
      <span>
        {decision.decision === 'lapsed' ? (
          'Lapsed'
        ) : (
          <>
            {decision.decision === 'approved' ? 'Approved' : 'Refused'} by{' '}
            <Someone who={by} />
          </>
        )}
      </span>
      {reason && (
        <Text variant="body-small" color="secondary" className={styles.reason}>
          “{reason}”
        </Text>
      )}
    </div>
  );
}

function whenColumns(view: ApprovalView): DataColumn<RequestSummary>[] {
  if (view.id === 'decided') {
    return [
      {
        id: 'decision',
        label: 'Decision',
        cell: row => <Decided request={row} />,
      },
      {
        id: 'state',
        label: 'State now',
        cell: row => <RequestStateBadge request={row} />,
      },
      {
        id: 'updatedAt',
        label: 'Last change',
        sortable: true,
        cell: row => (
          <span className={styles.when}>
            <RelativeTime instant={row.updatedAt} />
          </span>
        ),
      },
    ];
  }
  return [
    {
      id: 'requestedAt',
      label: 'Waits since',
      sortable: true,
      cell: row => (
        <span className={styles.when}>
          <RelativeTime instant={row.requestedAt} />
        </span>
      ),
    },
    {
      id: 'expiresAt',
      label: 'Expires',
      cell: row =>
        row.expiresAt ? (
          <span className={styles.when}>
            <CountdownText instant={row.expiresAt} />
          </span>
        ) : (
          'never'
        ),
    },
  ];
}

/** The columns of requests that wait for a decision, or had one. */
export function approvalColumns(
  view: ApprovalView,
  links: Links,
): DataColumn<RequestSummary>[] {
  return [
    {
      id: 'title',
      label: 'Request',
      cell: row => (
        <Link
          href={links.request(row.id)}
          standalone
          variant="body-medium"
          weight="bold"
          className={styles.title}
        >
          {row.title}
        </Link>
      ),
    },
    {
      id: 'team',
      label: 'Team',
      cell: row => <EntityLink entityRef={row.team} />,
    },
    { id: 'environment', label: 'Environment', cell: row => row.environment },
    {
      id: 'requestedBy',
      label: 'Asked by',
      cell: row => <Asked request={row} />,
    },
    ...whenColumns(view),
    {
      id: 'cost',
      label: 'Cost per month',
      numeric: true,
      cell: row => <CostText cost={row.cost} />,
    },
  ];
}
