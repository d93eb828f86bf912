import { Badge, Text } from '@backstage/ui';
import { SourceStatus } from '@slipway/plugin-dora-common';
import {
  DataColumn,
  DataTable,
  formatCount,
  RelativeTime,
  SampleBadge,
} from '@slipway/ui';
import styles from './coverage.module.css';

const stateWords: Record<SourceStatus['state'], string> = {
  never: 'Not heard yet',
  running: 'Reading now',
  ok: 'Working',
  failed: 'Failed',
};

const typeWords: Record<SourceStatus['type'], string> = {
  git: 'Git history',
  api: 'API',
};

function SourceState(props: { source: SourceStatus }) {
  const { state, error } = props.source;
  return (
    <>
      <Badge className={state === 'failed' ? styles.failed : undefined}>
        {stateWords[state]}
      </Badge>
      {error && (
        <Text as="p" variant="body-small" color="secondary">
          {error}
        </Text>
      )}
    </>
  );
}

function columnsOf(timeZone: string): DataColumn<SourceStatus>[] {
  return [
    {
      id: 'id',
      label: 'Source',
      cell: row => (
        <span className={styles.source}>
          <Text weight="bold">{row.id}</Text>
          {row.sample && <SampleBadge />}
        </span>
      ),
    },
    { id: 'type', label: 'Kind', cell: row => typeWords[row.type] },
    { id: 'state', label: 'State', cell: row => <SourceState source={row} /> },
    {
      id: 'lastHeardAt',
      label: 'Last heard',
      cell: row =>
        row.lastHeardAt ? (
          <RelativeTime instant={row.lastHeardAt} timeZone={timeZone} />
        ) : (
          <Text color="secondary">never</Text>
        ),
    },
    {
      id: 'deployments',
      label: 'Deployments',
      numeric: true,
      cell: row => formatCount(row.deployments),
    },
  ];
}

/** Where deployments come from, and when each source was last heard. */
export function SourceList(props: {
  sources: readonly SourceStatus[];
  timeZone: string;
}) {
  return (
    <DataTable
      label="Sources"
      rows={props.sources}
      getRowId={row => row.id}
      columns={columnsOf(props.timeZone)}
      empty={
        <Text as="p" color="secondary">
          No source is connected. Add one under dora.sources in app-config.yaml,
          or send deployments to the API.
        </Text>
      }
    />
  );
}
