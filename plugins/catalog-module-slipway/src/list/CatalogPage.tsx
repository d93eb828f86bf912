import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { Box, Button, Container, Text, useBreakpoint } from '@backstage/ui';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { DataTable, EmptyState } from '@slipway/ui';
import { useCallback } from 'react';
import useAsync from 'react-use/esm/useAsync';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { LoadFailure } from '../components/LoadFailure';
import { PageTitle } from '../components/PageTitle';
import styles from './CatalogPage.module.css';
import { columnsOf } from './columns';
import { FilterBar } from './FilterBar';
import { isFiltered } from './filters';
import { queryCatalog } from './queryCatalog';
import { useCatalogView } from './useCatalogView';
import { useFilterOptions, useKinds } from './useFilterOptions';

const noFilters = {
  types: [],
  owners: [],
  tiers: [],
  lifecycles: [],
  text: '',
};

/** The references under which the signed-in person owns things. */
function useOwnRefs(): string[] {
  const identityApi = useApi(identityApiRef);
  const { value = [] } = useAsync(async () => {
    const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
    return ownershipEntityRefs;
  }, [identityApi]);
  return value;
}

function NothingHere(props: { filtered: boolean; onClear: () => void }) {
  return props.filtered ? (
    <EmptyState
      title="Nothing matches these filters"
      description="Take one away, or clear them all."
      action={
        <Button variant="secondary" onPress={props.onClear}>
          Clear filters
        </Button>
      }
    />
  ) : (
    <EmptyState
      title="The catalog has nothing of this kind"
      description="Entities come from the files and addresses under catalog.locations in app-config.yaml. New ones appear within a few minutes."
    />
  );
}

/**
 * The catalog as a table that the server filters, sorts and pages. With
 * `onlyKind` the page is about that kind alone.
 */
export function CatalogPage(props: { title: string; onlyKind?: string }) {
  const { title, onlyKind } = props;
  const catalogApi = useApi(catalogApiRef);
  const entityPath = useEntityRefLink();
  const { view, setFilters, setView } = useCatalogView(onlyKind ?? 'component');
  const filters = onlyKind ? { ...view.filters, kind: onlyKind } : view.filters;
  const { kind } = filters;
  const options = useFilterOptions(kind);
  const kinds = useKinds();
  const ownRefs = useOwnRefs();
  const result = useAsyncRetry(async () => {
    const page = await queryCatalog(catalogApi, {
      ...view,
      filters: { ...view.filters, kind },
    });
    return { ...page, kind };
  }, [catalogApi, view, kind]);
  const onText = useCallback(
    (text: string) => setFilters({ text }, { replace: true }),
    [setFilters],
  );
  const narrow = useBreakpoint().down('sm');
  const columns = columnsOf(kind, { narrow });
  const clear = () => setFilters(noFilters);
  // Rows of another kind would not fit the columns of this one.
  const page = result.value?.kind === kind ? result.value : undefined;

  return (
    <main className={styles.page}>
      <Container>
        <div className={styles.content}>
          <PageTitle title={title} />
          <FilterBar
            filters={filters}
            options={options}
            kinds={onlyKind ? undefined : kinds}
            ownRefs={ownRefs}
            onText={onText}
            onChange={setFilters}
            onClear={clear}
          />
          {result.error && !result.loading ? (
            <LoadFailure
              what="the catalog"
              error={result.error}
              onRetry={result.retry}
              kept="The filters are kept in the address."
            />
          ) : (
            <Box bg="neutral" className={styles.surface}>
              <Text
                as="p"
                variant="body-small"
                color="secondary"
                aria-live="polite"
                className={styles.count}
              >
                {page ? countOf(page.totalItems, kind) : 'Counting'}
              </Text>
              <DataTable
                label={title}
                columns={columns}
                rows={page?.entities}
                getRowId={stringifyEntityRef}
                getRowHref={entityPath}
                stale={result.loading}
                sort={{
                  value: view.sort,
                  onChange: sort => setView({ sort, offset: 0 }),
                }}
                page={{
                  offset: view.offset,
                  limit: view.limit,
                  totalItems: page?.totalItems ?? 0,
                  onChange: setView,
                }}
                empty={
                  <NothingHere filtered={isFiltered(filters)} onClear={clear} />
                }
              />
            </Box>
          )}
        </div>
      </Container>
    </main>
  );
}

const plurals: Record<string, [one: string, many: string]> = {
  component: ['component', 'components'],
  api: ['API', 'APIs'],
  resource: ['resource', 'resources'],
  system: ['system', 'systems'],
  domain: ['domain', 'domains'],
  group: ['group', 'groups'],
  user: ['person', 'people'],
};

function countOf(totalItems: number, kind: string): string {
  const [one, many] = plurals[kind] ?? ['entity', 'entities'];
  return `${totalItems} ${totalItems === 1 ? one : many}`;
}
