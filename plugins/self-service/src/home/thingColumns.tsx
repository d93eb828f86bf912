import { Link, Text } from '@backstage/ui';
import { ResourceSummary } from '@slipway/plugin-self-service-common';
import { EntityLink } from '@slipway/plugin-catalog-module-slipway';
import {
  CountdownText,
  DataColumn,
  SampleBadge,
  ScreenReaderText,
} from '@slipway/ui';
import { CostText } from '../shared/CostText';
import { ResourceStateBadge } from '../shared/StateBadges';
import { Links } from '../shared/useLinks';
import styles from './home.module.css';

function expiryCell({ expiresAt, pinned }: ResourceSummary) {
  if (pinned) return 'pinned';
  if (expiresAt) return <CountdownText instant={expiresAt} />;
  return (
    <Text color="secondary">
      <span aria-hidden>–</span>
      <ScreenReaderText>never</ScreenReaderText>
    </Text>
  );
}

/** The columns of a list of resources. */
export function thingColumns(links: Links): DataColumn<ResourceSummary>[] {
  return [
    {
      id: 'name',
      label: 'Name',
      sortable: true,
      cell: row => (
        <span className={styles.identity}>
          <Link
            href={links.resource(row.id)}
            standalone
            variant="body-medium"
            weight="bold"
          >
            {row.name}
          </Link>
          {row.sample && <SampleBadge />}
        </span>
      ),
    },
    { id: 'kind', label: 'Kind', cell: row => row.kind },
    {
      id: 'state',
      label: 'State',
      cell: row => <ResourceStateBadge state={row.state} />,
    },
    {
      id: 'environment',
      label: 'Environment',
      cell: row => row.environment,
    },
    {
      id: 'team',
      label: 'Team',
      cell: row => <EntityLink entityRef={row.team} />,
    },
    {
      id: 'expiresAt',
      label: 'Expires',
      sortable: true,
      cell: expiryCell,
    },
    {
      id: 'cost',
      label: 'Cost per month',
      numeric: true,
      cell: row => <CostText cost={row.cost} />,
    },
  ];
}
