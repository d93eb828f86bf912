import { ReactNode } from 'react';

/** A column of a {@link DataTable}. The first identifies the row. */
export type DataColumn<T> = {
  /** Also the name by which the server sorts, when `sortable`. */
  id: string;
  label: string;
  cell: (row: T) => ReactNode;
  /** Right-aligned, with figures of one width. */
  numeric?: boolean;
  sortable?: boolean;
};

/** Where a table stands in what the server has. */
export type TablePage = {
  offset: number;
  limit: number;
  totalItems: number;
  onChange: (page: { offset: number; limit: number }) => void;
};

/** The order of a table, as the API has it: a column id, `-` before it reverses. */
export type TableSort = {
  value: string;
  onChange: (sort: string) => void;
};
