import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { useBreakpoint } from '@backstage/ui';
import { DataColumn, DataTable, EmptyState, Panel } from '@slipway/ui';
import { ReactNode } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { Loaded } from '../components/Loaded';
import { mixedColumns } from '../list/columns';

/** An entity and how it is related, as words for a column. */
export type Related = { entityRef: string; how: ReactNode };

type RelatedRow = { entity: Entity; how: ReactNode };

const { name, type, tier, owner, onCall } = mixedColumns;

const entityColumn = (column: DataColumn<Entity>): DataColumn<RelatedRow> => ({
  id: column.id,
  label: column.label,
  cell: row => column.cell(row.entity),
});

const columnsWith = (howLabel?: string): DataColumn<RelatedRow>[] => [
  entityColumn(name),
  { id: 'kind', label: 'Kind', cell: row => row.entity.kind },
  entityColumn(type),
  ...(howLabel
    ? [{ id: 'how', label: howLabel, cell: (row: RelatedRow) => row.how }]
    : []),
  entityColumn(tier),
  entityColumn(owner),
  entityColumn(onCall),
];

/** What a phone has room for, in the lines under a name. */
const narrowColumns = ['name', 'how', 'tier', 'owner'];

const fields = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.title',
  'metadata.description',
  'metadata.annotations',
  'spec.type',
  'relations',
];

/** The entities themselves; one that the catalog lacks is left out. */
function useRelatedRows(related: Related[] | undefined) {
  const catalogApi = useApi(catalogApiRef);
  return useAsyncRetry(async () => {
    if (!related || related.length === 0) {
      return related && [];
    }
    const { items } = await catalogApi.getEntitiesByRefs({
      entityRefs: related.map(({ entityRef }) => entityRef),
      fields,
    });
    return related.flatMap(({ how }, index): RelatedRow[] => {
      const entity = items[index];
      return entity ? [{ entity, how }] : [];
    });
  }, [catalogApi, related]);
}

/** A table of related entities. */
export function RelatedEntities(props: {
  title: string;
  description?: string;
  /** Undefined while it is being found out. */
  related: Related[] | undefined;
  /** Heads the column that says how; without it there is no such column. */
  howLabel?: string;
  empty: { title: string; description: string };
}) {
  const { title, description, related, howLabel, empty } = props;
  const entityPath = useEntityRefLink();
  const narrow = useBreakpoint().down('sm');
  const rows = useRelatedRows(related);
  const columns = columnsWith(howLabel).filter(
    ({ id }) => !narrow || narrowColumns.includes(id),
  );
  const table = (value: RelatedRow[] | undefined) => (
    <DataTable
      label={title}
      columns={columns}
      rows={value}
      getRowId={row => stringifyEntityRef(row.entity)}
      getRowHref={row => entityPath(row.entity)}
      empty={<EmptyState headingLevel={4} {...empty} />}
    />
  );
  return (
    <Panel title={title} description={description}>
      <Loaded
        state={rows}
        what="the related entities"
        placeholder={table(undefined)}
      >
        {table}
      </Loaded>
    </Panel>
  );
}
