import { DataColumn, DataTable, Panel, Remote } from '@slipway/ui';
import { ReactNode } from 'react';
import { RemoteFailure } from '../data/RemoteFailure';

/** A list that the API answers whole, with its states. */
export function Listing<T>(props: {
  title: string;
  description: ReactNode;
  actions?: ReactNode;
  /** Between the title and the rows. */
  filters?: ReactNode;
  answer: Pick<Remote<unknown>, 'error' | 'retry' | 'stale'>;
  /** Undefined while they load. */
  rows: readonly T[] | undefined;
  columns: readonly DataColumn<T>[];
  getRowId: (row: T) => string;
  empty: ReactNode;
}) {
  const { title, description, actions, filters, answer, rows } = props;
  return (
    <Panel
      title={title}
      headingLevel={2}
      description={description}
      actions={actions}
    >
      {filters}
      {answer.error && !rows ? (
        <RemoteFailure
          what={title}
          error={answer.error}
          onRetry={answer.retry}
          headingLevel={3}
        />
      ) : (
        <DataTable
          label={title}
          columns={props.columns}
          rows={rows}
          getRowId={props.getRowId}
          stale={answer.stale}
          empty={props.empty}
        />
      )}
    </Panel>
  );
}
