import {
  Cell,
  Column,
  Row,
  Skeleton,
  TableBody,
  TableHeader,
  TablePagination,
  TableRoot,
  useBreakpoint,
} from '@backstage/ui';
import { ReactNode } from 'react';
import { DataColumn, TablePage, TableSort } from './types';
import styles from './DataTable.module.css';

/** Properties of {@link DataTable}. */
export type DataTableProps<T> = {
  /** Names the table for screen readers: `Deployments`. */
  label: string;
  columns: readonly DataColumn<T>[];
  /** One page of rows as the server sorted them; undefined while they load. */
  rows: readonly T[] | undefined;
  getRowId: (row: T) => string;
  /** The row's detail. */
  getRowHref?: (row: T) => string | undefined;
  /** Rows are of an earlier request while a new one runs. */
  stale?: boolean;
  sort?: TableSort;
  page?: TablePage;
  /** Shown when there are no rows: what would be here and how to get it. */
  empty: ReactNode;
};

const skeletonRows = 8;

const pageSizes = [25, 50, 100];

function descriptorOf(sort: TableSort | undefined) {
  if (!sort?.value) return undefined;
  const descending = sort.value.startsWith('-');
  return {
    column: sort.value.replace(/^-/, ''),
    direction: descending ? ('descending' as const) : ('ascending' as const),
  };
}

/** The cells that found no room as columns, one line each, under the first. */
function FoldedCells<T>(props: { columns: readonly DataColumn<T>[]; row: T }) {
  const { columns, row } = props;
  return (
    <dl className={styles.folded}>
      {columns.map(column => (
        <div key={column.id}>
          <dt>{column.label}</dt>
          <dd>{column.cell(row)}</dd>
        </div>
      ))}
    </dl>
  );
}

const cellClass = (numeric: boolean | undefined) =>
  numeric ? styles.numericCell : styles.cell;

/** The rows; what finds no room as a column stands in the first cell. */
function bodyOf<T>(
  props: DataTableProps<T>,
  shown: readonly DataColumn<T>[],
  folded: readonly DataColumn<T>[],
) {
  const { rows = [], getRowId, getRowHref } = props;
  const items = rows.map(row => ({ id: getRowId(row), row }));
  return (
    <TableBody key="rows" items={items} dependencies={[shown.length, rows]}>
      {({ id, row }) => (
        <Row id={id} href={getRowHref?.(row)}>
          {shown.map((column, index) => (
            <Cell key={column.id} className={cellClass(column.numeric)}>
              {column.cell(row)}
              {index === 0 && folded.length > 0 && (
                <FoldedCells columns={folded} row={row} />
              )}
            </Cell>
          ))}
        </Row>
      )}
    </TableBody>
  );
}

/** Holds the place of rows that are on their way. */
function placeholderOf<T>(shown: readonly DataColumn<T>[]) {
  const items = Array.from({ length: skeletonRows }, (_, index) => ({
    id: `loading-${index}`,
  }));
  return (
    <TableBody key="loading" items={items}>
      {({ id }) => (
        <Row id={id}>
          {shown.map(column => (
            <Cell key={column.id}>
              <Skeleton width="80%" height={16} />
            </Cell>
          ))}
        </Row>
      )}
    </TableBody>
  );
}

/**
 * Rows that the server pages and sorts. Figures line up on the right; on a
 * narrow screen all columns fold into the first.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, columns, rows, stale, sort, page } = props;
  const narrow = useBreakpoint().down('xs');
  const shown = narrow ? columns.slice(0, 1) : columns;
  const folded = narrow ? columns.slice(1) : [];
  if (rows?.length === 0) return <>{props.empty}</>;
  return (
    <div className={styles.frame}>
      <div className={styles.scroller}>
        <TableRoot
          aria-label={label}
          className={styles.table}
          stale={stale}
          isPending={!rows}
          sortDescriptor={descriptorOf(sort)}
          onSortChange={({ column, direction }) =>
            sort?.onChange(
              `${direction === 'descending' ? '-' : ''}${String(column)}`,
            )
          }
        >
          <TableHeader>
            {shown.map((column, index) => (
              <Column
                key={column.id}
                id={column.id}
                isRowHeader={index === 0}
                allowsSorting={Boolean(sort && column.sortable)}
                className={column.numeric ? styles.numericHead : styles.head}
              >
                {column.label}
              </Column>
            ))}
          </TableHeader>
          {rows ? bodyOf(props, shown, folded) : placeholderOf(shown)}
        </TableRoot>
      </div>
      {page && <Paging page={page} />}
    </div>
  );
}

function Paging(props: { page: TablePage }) {
  const { offset, limit, totalItems, onChange } = props.page;
  // One short page needs no controls, only what it holds.
  if (totalItems <= Math.min(limit, pageSizes[0])) return null;
  return (
    <TablePagination
      offset={offset}
      pageSize={limit}
      totalCount={totalItems}
      pageSizeOptions={pageSizes}
      hasPreviousPage={offset > 0}
      hasNextPage={offset + limit < totalItems}
      onPreviousPage={() =>
        onChange({ offset: Math.max(0, offset - limit), limit })
      }
      onNextPage={() => onChange({ offset: offset + limit, limit })}
      onPageSizeChange={size => onChange({ offset: 0, limit: size })}
    />
  );
}
