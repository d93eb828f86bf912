import { Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  DriftMode,
  DriftView,
  ResourceDetail,
} from '@slipway/plugin-self-service-common';
import {
  DataColumn,
  formatQuantity,
  RelativeTime,
  StatusBadge,
  StatusTone,
  useRemote,
} from '@slipway/ui';
import { useState } from 'react';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { Listing } from '../shared/Listing';
import { mostOfPage, ShowMore } from '../shared/ShowMore';
import styles from './resource.module.css';

const states: Record<DriftView['state'], { word: string; tone: StatusTone }> = {
  open: { word: 'Open', tone: 'warning' },
  corrected: { word: 'Corrected', tone: 'positive' },
  gone: { word: 'Gone by itself', tone: 'ended' },
};

const modes: Record<DriftMode, string> = {
  enforce: 'is put back',
  report: 'is reported only',
  ignore: 'is let be',
};

function Value(props: { value: unknown }) {
  const { value } = props;
  if (value === undefined || value === null) {
    return <Text color="secondary">not there</Text>;
  }
  return (
    <code className={styles.value}>
      {typeof value === 'string' ? value : JSON.stringify(value)}
    </code>
  );
}

const columns: DataColumn<DriftView>[] = [
  {
    id: 'field',
    label: 'Field',
    cell: ({ itemKey, field }) => (
      <span className={styles.driftField}>
        <Text color="secondary">{itemKey}</Text>
        <code className={styles.value}>{field.path}</code>
      </span>
    ),
  },
  {
    id: 'desired',
    label: 'Wanted',
    cell: ({ field }) => <Value value={field.before} />,
  },
  {
    id: 'actual',
    label: 'Found',
    cell: ({ field }) => <Value value={field.after} />,
  },
  {
    id: 'manager',
    label: 'Changed by',
    cell: ({ manager }) => manager ?? <Text color="secondary">not known</Text>,
  },
  {
    id: 'state',
    label: 'State',
    cell: ({ state, mode }) => (
      <span className={styles.driftField}>
        <StatusBadge tone={states[state].tone}>
          {states[state].word}
        </StatusBadge>
        <Text variant="body-small" color="secondary">
          {modes[mode]}
        </Text>
      </span>
    ),
  },
  {
    id: 'seen',
    label: 'Last seen',
    cell: ({ lastSeenAt }) => (
      <span className={styles.nowrap}>
        <RelativeTime instant={lastSeenAt} />
      </span>
    ),
  },
];

const shown = 20;

/** Fields that are or were not as wanted: what they are, and who made them so. */
export function DriftPanel(props: {
  resource: ResourceDetail;
  version: string;
}) {
  const { resource, version } = props;
  const { id, observation } = resource;
  const api = useApi(selfServiceApiRef);
  const [limit, setLimit] = useState(shown);
  const { data, error, retry } = useRemote(
    api,
    `drift of ${id} ${version} ${limit}`,
    signal => api.driftOfResource(id, { limit }, { signal }),
  );
  const open = resource.drift.filter(({ state }) => state === 'open').length;
  return (
    <Listing
      title="Drift"
      description={
        open > 0 ? `${formatQuantity(open, 'field')} not as wanted` : undefined
      }
      what="What differs"
      answer={{ error, retry }}
      columns={columns}
      rows={data?.items}
      getRowId={row => row.id}
      empty={
        <Text as="p" variant="body-small" color="secondary">
          {observation.known
            ? 'Every field is as wanted.'
            : 'Cannot be known: the target is not read.'}
        </Text>
      }
    >
      <ShowMore list={data} onPress={() => setLimit(mostOfPage)} />
    </Listing>
  );
}
