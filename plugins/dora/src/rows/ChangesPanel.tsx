import { Change, Page } from '@slipway/plugin-dora-common';
import {
  CsvButton,
  DataTable,
  EmptyState,
  formatQuantity,
  Panel,
  SampleBadge,
  TablePage,
  TableSort,
} from '@slipway/ui';
import { ReactNode } from 'react';
import { RemoteFailure } from '../data/RemoteFailure';
import { Remote } from '../data/useRemote';
import { Links } from '../filters/useLinks';
import { changeColumns } from './changeColumns';
import { sampleShare } from './sampleShare';

/** Properties of {@link ChangesPanel}. */
export type ChangesPanelProps = {
  title: string;
  remote: Remote<Page<Change>>;
  links: Links;
  timeZone: string;
  sort: TableSort;
  pageOf: (totalItems: number) => TablePage;
  download: () => Promise<Blob>;
  controls?: ReactNode;
  /** The page is about one deployment, so its columns would repeat it. */
  ofOneDeployment?: boolean;
  emptyTitle: string;
  emptyDescription: string;
};

/** A table of changes with its states. */
export function ChangesPanel(props: ChangesPanelProps) {
  const { title, remote, links, timeZone, sort, pageOf, download } = props;
  const { data, error, stale, retry } = remote;
  const sample = sampleShare(data?.items);
  return (
    <Panel
      title={title}
      description={data ? formatQuantity(data.totalItems, 'change') : 'Loading'}
      actions={
        <>
          {sample === 'all' && <SampleBadge />}
          <CsvButton
            what="changes"
            fileName="changes.csv"
            download={download}
          />
        </>
      }
    >
      {props.controls}
      {error && !data ? (
        <RemoteFailure
          what="Changes"
          error={error}
          onRetry={retry}
          headingLevel={4}
        />
      ) : (
        <DataTable
          label={title}
          columns={changeColumns({
            links,
            timeZone,
            withDeployment: !props.ofOneDeployment,
            markSample: sample === 'some',
          })}
          rows={data?.items}
          getRowId={row => `${row.deploymentId} ${row.repository} ${row.sha}`}
          stale={stale}
          sort={sort}
          page={data && pageOf(data.totalItems)}
          empty={
            <EmptyState
              title={props.emptyTitle}
              description={props.emptyDescription}
              headingLevel={4}
            />
          }
        />
      )}
    </Panel>
  );
}
