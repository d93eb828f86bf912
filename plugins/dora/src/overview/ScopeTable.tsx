import { Link, Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  Metric,
  MetricKey,
  ScopeRow,
  ScopeRowsQuery,
  scopeSorts,
} from '@slipway/plugin-dora-common';
import { DataColumn, RelativeTime, SampleBadge, useRemote } from '@slipway/ui';
import { doraApiRef } from '../api/DoraApi';
import { Links, RowParameters } from '../filters/useLinks';
import { EntityLink } from '../rows/EntityLink';
import { RemoteTable } from '../rows/RemoteTable';
import { useTableState } from '../rows/useTableState';
import { presentValue } from './presentMetric';
import styles from './overview.module.css';

type MetricColumn = {
  id: (typeof scopeSorts)[number];
  label: string;
  metric: MetricKey;
  href: (links: Links, row: RowParameters) => string;
};

const metricColumns: MetricColumn[] = [
  {
    id: 'deployments',
    label: 'Deployments',
    metric: 'deploymentFrequency',
    href: (links, row) => links.deployments(row),
  },
  {
    id: 'leadTime',
    label: 'Lead time p50',
    metric: 'changeLeadTime',
    href: (links, row) => links.changes({ ...row, excluded: 'without' }),
  },
  {
    id: 'changeFailRate',
    label: 'Fail rate',
    metric: 'changeFailRate',
    href: (links, row) => links.deployments({ ...row, filter: 'failed' }),
  },
  {
    id: 'recovery',
    label: 'Recovery p50',
    metric: 'failedDeploymentRecoveryTime',
    href: (links, row) => links.deployments({ ...row, filter: 'failed' }),
  },
  {
    id: 'rework',
    label: 'Rework rate',
    metric: 'deploymentReworkRate',
    href: (links, row) => links.deployments({ ...row, filter: 'rework' }),
  },
];

function MetricCell(props: { metric: Metric; href: string }) {
  const value = presentValue(props.metric);
  if (!value) {
    return (
      <Text color="secondary" title={props.metric.noData?.message}>
        no data
      </Text>
    );
  }
  return (
    <Link href={props.href} standalone variant="body-medium">
      {value.text}
    </Link>
  );
}

function columnsOf(options: {
  by: 'team' | 'service';
  links: Links;
  timeZone: string;
  markSample: boolean;
}): DataColumn<ScopeRow>[] {
  const { by, links, timeZone, markSample } = options;
  return [
    {
      id: 'title',
      label: by === 'team' ? 'Team' : 'Service',
      sortable: true,
      cell: row => (
        <span className={styles.identity}>
          <EntityLink
            entityRef={row.entityRef}
            title={row.title}
            links={links}
          />
          {markSample && row.sample && <SampleBadge />}
        </span>
      ),
    },
    {
      id: 'lastDeploymentAt',
      label: 'Last deployment',
      sortable: true,
      cell: row =>
        row.lastDeploymentAt ? (
          <RelativeTime instant={row.lastDeploymentAt} timeZone={timeZone} />
        ) : (
          <Text color="secondary">none</Text>
        ),
    },
    ...metricColumns.map(({ id, label, metric, href }) => ({
      id,
      label,
      numeric: true,
      sortable: true,
      cell: (row: ScopeRow) => (
        <MetricCell
          metric={row.metrics[metric]}
          href={href(links, { entityRef: row.entityRef })}
        />
      ),
    })),
  ];
}

const noServices = {
  title: 'No services yet',
  description:
    'Services appear here when a component in the catalog has an owner of this scope, or when a source sends their deployments.',
};

/** The services or teams of a scope, a line each; every number opens its rows. */
export function ScopeTable(props: {
  entityRef: string | undefined;
  query: Pick<ScopeRowsQuery, 'from' | 'to' | 'environment'>;
  defaultBy: 'team' | 'service';
  links: Links;
  timeZone: string;
}) {
  const { entityRef, query, defaultBy, links, timeZone } = props;
  const api = useApi(doraApiRef);
  const table = useTableState({ sorts: scopeSorts, defaultSort: 'title' });
  const asked = table.parameters.get('by');
  const by = asked === 'team' || asked === 'service' ? asked : defaultBy;
  const request = { ...query, ...table.query, entityRef, groupBy: by };
  const remote = useRemote(api, `services ${JSON.stringify(request)}`, signal =>
    api.services(request, { signal }),
  );
  return (
    <RemoteTable
      title={by === 'team' ? 'Teams' : 'Services'}
      description="Side by side to find where to look, not to compare teams with each other"
      what={by === 'team' ? 'Teams' : 'Services'}
      remote={remote}
      columns={({ markSample }) =>
        columnsOf({ by, links, timeZone, markSample })
      }
      getRowId={row => row.entityRef}
      getRowHref={row => links.scope(row.entityRef)}
      sort={table.sort}
      pageOf={table.pageOf}
      actions={
        <GroupingToggle
          by={by}
          onChange={choice =>
            table.setParameter({
              by: choice === defaultBy ? '' : choice,
              offset: '',
            })
          }
        />
      }
      csv={{
        what: `${by}s`,
        fileName: `${by}s.csv`,
        download: () => api.csv({ table: 'services', query: request }),
      }}
      empty={noServices}
    />
  );
}

function GroupingToggle(props: {
  by: 'team' | 'service';
  onChange: (by: 'team' | 'service') => void;
}) {
  return (
    <ToggleButtonGroup
      aria-label="Lines"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.by]}
      onSelectionChange={keys =>
        props.onChange(keys.has('team') ? 'team' : 'service')
      }
    >
      <ToggleButton id="team">Teams</ToggleButton>
      <ToggleButton id="service">Services</ToggleButton>
    </ToggleButtonGroup>
  );
}
