import { Change } from '@slipway/plugin-dora-common';
import { formatQuantity } from '@slipway/ui';
import { Links } from '../filters/useLinks';
import { changeColumns } from './changeColumns';
import { RemoteTable, RemoteTableProps } from './RemoteTable';

/** Properties of {@link ChangesPanel}. */
export type ChangesPanelProps = Pick<
  RemoteTableProps<Change>,
  'title' | 'remote' | 'sort' | 'pageOf' | 'controls' | 'empty'
> & {
  links: Links;
  timeZone: string;
  download: () => Promise<Blob>;
  /** The page is about one deployment, so its columns would repeat it. */
  ofOneDeployment?: boolean;
};

/** A table of changes. */
export function ChangesPanel(props: ChangesPanelProps) {
  const { links, timeZone, download, ofOneDeployment, ...table } = props;
  const { data } = table.remote;
  return (
    <RemoteTable
      {...table}
      what="Changes"
      description={data && formatQuantity(data.totalItems, 'change')}
      columns={({ markSample }) =>
        changeColumns({
          links,
          timeZone,
          withDeployment: !ofOneDeployment,
          markSample,
        })
      }
      getRowId={row => `${row.deploymentId} ${row.repository} ${row.sha}`}
      csv={{ what: 'changes', fileName: 'changes.csv', download }}
    />
  );
}
