import { Page } from '@slipway/plugin-dora-common';
import {
  CsvButton,
  CsvButtonProps,
  DataColumn,
  DataTable,
  EmptyState,
  Panel,
  Remote,
  SampleBadge,
  TablePage,
  TableSort,
} from '@slipway/ui';
import { ReactNode } from 'react';
import { RemoteFailure } from '../data/RemoteFailure';
import { sampleShare } from './sampleShare';

/** Properties of {@link RemoteTable}. */
export type RemoteTableProps<T extends { sample: boolean }> = {
  title: string;
  description?: ReactNode;
  /** What the rows are, at the start of a sentence: `Deployments`. */
  what: string;
  remote: Remote<Page<T>>;
  /** Made-up rows are marked one by one only where others stand among them. */
  columns: (options: { markSample: boolean }) => DataColumn<T>[];
  getRowId: (row: T) => string;
  getRowHref?: (row: T) => string | undefined;
  sort?: TableSort;
  pageOf?: (totalItems: number) => TablePage;
  csv?: CsvButtonProps;
  /** Buttons or links beside the title. */
  actions?: ReactNode;
  /** What narrows the rows down, above them. */
  controls?: ReactNode;
  empty: { title: string; description: string };
};

/** A page of rows with its frame, its sample mark and its states. */
export function RemoteTable<T extends { sample: boolean }>(
  props: RemoteTableProps<T>,
) {
  const { title, what, remote, columns, empty, pageOf, csv } = props;
  const { data, error, stale, retry } = remote;
  const sample = sampleShare(data?.items);
  return (
    <Panel
      title={title}
      description={props.description}
      actions={
        <>
          {sample === 'all' && <SampleBadge />}
          {props.actions}
          {csv && <CsvButton {...csv} />}
        </>
      }
    >
      {props.controls}
      {error && !data ? (
        <RemoteFailure
          what={what}
          error={error}
          onRetry={retry}
          headingLevel={4}
        />
      ) : (
        <DataTable
          label={title}
          columns={columns({ markSample: sample === 'some' })}
          rows={data?.items}
          getRowId={props.getRowId}
          getRowHref={props.getRowHref}
          stale={stale}
          sort={props.sort}
          page={data && pageOf?.(data.totalItems)}
          empty={<EmptyState {...empty} headingLevel={4} />}
        />
      )}
    </Panel>
  );
}
