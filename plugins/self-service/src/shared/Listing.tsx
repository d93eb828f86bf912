import {
  DataTable,
  DataTableProps,
  Panel,
  PanelProps,
  Remote,
} from '@slipway/ui';
import { ReactNode } from 'react';
import { RemoteFailure } from '../data/RemoteFailure';

/** A titled table of rows from the API, with its states. */
export function Listing<T>(
  props: Pick<PanelProps, 'title' | 'description' | 'actions'> &
    Omit<DataTableProps<T>, 'label' | 'stale'> & {
      /** What failed to load where the title does not say it: `Requests`. */
      what?: string;
      answer: Pick<Remote<unknown>, 'error' | 'retry'> & { stale?: boolean };
      /** Between the title and the rows; they are kept in the address. */
      filters?: ReactNode;
      /** Below the rows. */
      children?: ReactNode;
    },
) {
  const { title, description, actions, what, answer, filters, children } =
    props;
  return (
    <Panel
      title={title}
      headingLevel={2}
      description={description}
      actions={actions}
    >
      {filters}
      {answer.error && !props.rows ? (
        <RemoteFailure
          what={what ?? title}
          error={answer.error}
          onRetry={answer.retry}
          kept={filters ? 'Your filters are kept in the address.' : undefined}
          headingLevel={3}
        />
      ) : (
        <DataTable
          label={title}
          columns={props.columns}
          rows={props.rows}
          getRowId={props.getRowId}
          getRowHref={props.getRowHref}
          stale={answer.stale}
          sort={props.sort}
          page={props.page}
          empty={props.empty}
        />
      )}
      {children}
    </Panel>
  );
}
