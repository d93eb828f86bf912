import { Select } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  DeploymentFilter,
  deploymentFilters,
  deploymentSorts,
  DeploymentsQuery,
} from '@slipway/plugin-dora-common';
import {
  CsvButton,
  DataTable,
  EmptyState,
  formatQuantity,
  Panel,
  SampleBadge,
} from '@slipway/ui';
import { doraApiRef } from '../api/DoraApi';
import { RemoteFailure } from '../data/RemoteFailure';
import { useRemote } from '../data/useRemote';
import { rowsQuery } from '../filters/filters';
import { Scope } from '../pages/useScope';
import { deploymentColumns } from './deploymentColumns';
import { filterLabels } from './labels';
import { sampleShare } from './sampleShare';
import { SearchInput } from './SearchInput';
import { useTableState } from './useTableState';
import styles from './rows.module.css';

function readFilter(parameters: URLSearchParams): DeploymentFilter {
  const asked = parameters.get('filter');
  return deploymentFilters.find(filter => filter === asked) ?? 'all';
}

/** The deployments of a scope and a window, filtered, sorted and paged. */
export function DeploymentsView(props: { scope: Scope }) {
  const { entityRef, filters, links, today, timeZone } = props.scope;
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
    entityRef,
    filter,
    search,
  };
  const { data, error, stale, retry } = useRemote(
    api,
    `deployments ${JSON.stringify(request)}`,
    signal => api.deployments(request, { signal }),
  );
  const sample = sampleShare(data?.items);
  return (
    <Panel
      title={filterLabels[filter]}
      description={
        data ? formatQuantity(data.totalItems, 'deployment') : 'Loading'
      }
      actions={
        <>
          {sample === 'all' && <SampleBadge />}
          <CsvButton
            what="deployments"
            fileName="deployments.csv"
            download={() => api.csv({ table: 'deployments', query: request })}
          />
        </>
      }
    >
      <div className={styles.controls}>
        <Select
          label="Show"
          options={deploymentFilters.map(id => ({
            id,
            label: filterLabels[id],
          }))}
          value={filter}
          onChange={id =>
            table.setParameter({
              filter: id === 'all' ? '' : String(id),
              offset: '',
            })
          }
        />
        <SearchInput
          label="Search version or service"
          value={search}
          onChange={text => table.setParameter({ search: text, offset: '' })}
        />
      </div>
      {error && !data ? (
        <RemoteFailure
          what="Deployments"
          error={error}
          onRetry={retry}
          headingLevel={4}
        />
      ) : (
        <DataTable
          label={filterLabels[filter]}
          columns={deploymentColumns({
            links,
            timeZone,
            withService: !entityRef?.startsWith('component:'),
            markSample: sample === 'some',
          })}
          rows={data?.items}
          getRowId={row => row.id}
          getRowHref={row => links.deployment(row.id)}
          stale={stale}
          sort={table.sort}
          page={data && table.pageOf(data.totalItems)}
          empty={
            <EmptyState
              title="No deployment matches"
              description="Choose a longer window, another environment or another filter, or clear the search."
              headingLevel={4}
            />
          }
        />
      )}
    </Panel>
  );
}
