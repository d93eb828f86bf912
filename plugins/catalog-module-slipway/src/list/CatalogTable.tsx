import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Box, Button, Text, useBreakpoint } from '@backstage/ui';
import { DataTable, EmptyState } from '@slipway/ui';
import styles from './CatalogPage.module.css';
import { columnsOf } from './columns';
import { CatalogView, isFiltered } from './filters';
import { CatalogPageResult } from './queryCatalog';

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

/** One page of the catalog as a table, with how many rows there are in all. */
export function CatalogTable(props: {
  label: string;
  view: CatalogView;
  /** Undefined while it loads. */
  page: CatalogPageResult | undefined;
  /** The rows are of an earlier view. */
  stale: boolean;
  onView: (view: Partial<Omit<CatalogView, 'filters'>>) => void;
  onClear: () => void;
}) {
  const { label, view, page, stale, onView, onClear } = props;
  const { filters, sort, offset, limit } = view;
  const entityPath = useEntityRefLink();
  const narrow = useBreakpoint().down('sm');
  return (
    <Box bg="neutral" className={styles.surface}>
      <Text
        as="p"
        variant="body-small"
        color="secondary"
        aria-live="polite"
        className={styles.count}
      >
        {page ? countOf(page.totalItems, filters.kind) : 'Counting'}
      </Text>
      <DataTable
        label={label}
        columns={columnsOf(filters.kind, { narrow })}
        rows={page?.entities}
        getRowId={stringifyEntityRef}
        getRowHref={entityPath}
        stale={stale}
        sort={{
          value: sort,
          onChange: next => onView({ sort: next, offset: 0 }),
        }}
        page={{
          offset,
          limit,
          totalItems: page?.totalItems ?? 0,
          onChange: onView,
        }}
        empty={<NothingHere filtered={isFiltered(filters)} onClear={onClear} />}
      />
    </Box>
  );
}
