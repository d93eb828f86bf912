import { Select } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  DeploymentFilter,
  deploymentFilters,
  deploymentSorts,
  DeploymentsQuery,
} from '@slipway/plugin-dora-common';
import { formatQuantity, SearchInput, useRemote } from '@slipway/ui';
import { doraApiRef } from '../api/DoraApi';
import { rowsQuery } from '../filters/filters';
import { Scope } from '../pages/useScope';
import { deploymentColumns } from './deploymentColumns';
import { filterLabels } from './labels';
import { RemoteTable } from './RemoteTable';
import { useTableState } from './useTableState';
import styles from './rows.module.css';

function readFilter(parameters: URLSearchParams): DeploymentFilter {
  const asked = parameters.get('filter');
  return deploymentFilters.find(filter => filter === asked) ?? 'all';
}

const noMatch = {
  title: 'No deployment matches',
  description:
    'Choose a longer window, another environment or another filter, or clear the search.',
};

const count = (total: number) => formatQuantity(total, 'deployment');

/** The deployments of a scope and a window, filtered, sorted and paged. */
export function DeploymentsView(props: { scope: Scope }) {
  const { entityRef, filters, links, today, timeZone } = props.scope;
  const withService = !entityRef?.startsWith('component:');
  const api = useApi(doraApiRef);
  const table = useTableState({
    sorts: deploymentSorts,
    defaultSort: '-finishedAt',
  });
  const filter = readFilter(table.parameters);
  const search = table.parameters.get('search') ?? '';
  const request: DeploymentsQuery = {
    ...rowsQuery(filters, today),
    ...table.query,
    ...{ entityRef, filter, search },
  };
  const remote = useRemote(
    api,
    `deployments ${JSON.stringify(request)}`,
    signal => api.deployments(request, { signal }),
  );
  return (
    <RemoteTable
      title={filterLabels[filter]}
      description={remote.data && count(remote.data.totalItems)}
      what="Deployments"
      remote={remote}
      columns={({ markSample }) =>
        deploymentColumns({ links, timeZone, withService, markSample })
      }
      getRowId={row => row.id}
      getRowHref={row => links.deployment(row.id)}
      sort={table.sort}
      pageOf={table.pageOf}
      csv={{
        what: 'deployments',
        fileName: 'deployments.csv',
        download: () => api.csv({ table: 'deployments', query: request }),
      }}
      controls={
        <Controls
          filter={filter}
          search={search}
          onChange={change => table.setParameter({ ...change, offset: '' })}
        />
      }
      empty={noMatch}
    />
  );
}

function Controls(props: {
  filter: DeploymentFilter;
  search: string;
  onChange: (change: Record<string, string>) => void;
}) {
  const { filter, search, onChange } = props;
  return (
    <div className={styles.controls}>
      <Select
        label="Show"
        options={deploymentFilters.map(id => ({
          id,
          label: filterLabels[id],
        }))}
        value={filter}
        onChange={id => onChange({ filter: id === 'all' ? '' : String(id) })}
      />
      <SearchInput
        label="Search version or service"
        className={styles.search}
        value={search}
        onChange={text => onChange({ search: text })}
      />
    </div>
  );
}
