import { Container } from '@backstage/ui';
import { LoadFailure } from '../components/LoadFailure';
import { PageTitle } from '../components/PageTitle';
import styles from './CatalogPage.module.css';
import { CatalogTable } from './CatalogTable';
import { FilterBar } from './FilterBar';
import { useCatalogPage } from './useCatalogPage';
import { useCatalogView } from './useCatalogView';
import { useFilterOptions, useKinds } from './useFilterOptions';
import { useOwnRefs } from './useOwnRefs';

const noFilters = {
  types: [],
  owners: [],
  tiers: [],
  lifecycles: [],
  text: '',
};

/**
 * The catalog as a table that the server filters, sorts and pages. With
 * `onlyKind` the page is about that kind alone.
 */
export function CatalogPage(props: { title: string; onlyKind?: string }) {
  const { title, onlyKind } = props;
  const { view, setFilters, setText, setView } = useCatalogView({
    defaultKind: onlyKind ?? 'component',
    onlyKind,
  });
  const options = useFilterOptions(view.filters.kind);
  const kinds = useKinds();
  const ownRefs = useOwnRefs();
  const page = useCatalogPage(view);
  const clear = () => setFilters(noFilters);

  return (
    <main className={styles.page}>
      <Container>
        <div className={styles.content}>
          <PageTitle title={title} />
          <FilterBar
            filters={view.filters}
            options={options}
            kinds={onlyKind ? undefined : kinds}
            ownRefs={ownRefs}
            onText={setText}
            onChange={setFilters}
            onClear={clear}
          />
          {page.error && !page.loading ? (
            <LoadFailure
              what="the catalog"
              error={page.error}
              onRetry={page.retry}
              kept="The filters are kept in the address."
            />
          ) : (
            <CatalogTable
              label={title}
              view={view}
              page={page.value}
              stale={page.loading}
              onView={setView}
              onClear={clear}
            />
          )}
        </div>
      </Container>
    </main>
  );
}
