import { Link } from '@backstage/ui';
import { TargetView } from '@slipway/plugin-self-service-common';
import {
  DataColumn,
  EmptyState,
  formatCount,
  formatQuantity,
  RelativeTime,
  StatusBadge,
  StatusTone,
} from '@slipway/ui';
import { Listing } from '../shared/Listing';
import { Links, useLinks } from '../shared/useLinks';
import { SweepButton } from './SweepButton';
import { useAnswer } from './useAnswer';
import styles from './admin.module.css';

const health: Record<TargetView['health'], { word: string; tone: StatusTone }> =
  {
    reachable: { word: 'Reachable', tone: 'positive' },
    unreachable: { word: 'Unreachable', tone: 'negative' },
    unknown: { word: 'Not known', tone: 'neutral' },
  };

const typeWords: Record<TargetView['type'], string> = {
  kubernetes: 'Kubernetes cluster',
  git: 'Git repository',
};

const common: DataColumn<TargetView>[] = [
  {
    id: 'title',
    label: 'Target',
    cell: row => (
      <span className={styles.target}>
        <strong>{row.title}</strong>
        <span className={styles.note}>
          {typeWords[row.type]}
          {row.version && `, ${row.version}`}
        </span>
      </span>
    ),
  },
  {
    id: 'health',
    label: 'Health',
    cell: row => (
      <span className={styles.stack}>
        <StatusBadge tone={health[row.health].tone}>
          {health[row.health].word}
        </StatusBadge>
        {row.message && <span className={styles.note}>{row.message}</span>}
      </span>
    ),
  },
  {
    id: 'environments',
    label: 'Environments',
    cell: row => row.environments.join(', ') || '–',
  },
  {
    id: 'lastEventAt',
    label: 'Last event',
    cell: row =>
      row.lastEventAt ? <RelativeTime instant={row.lastEventAt} /> : 'none yet',
  },
  {
    id: 'checkedAt',
    label: 'Checked',
    cell: row =>
      row.checkedAt ? <RelativeTime instant={row.checkedAt} /> : 'not yet',
  },
];

function columnsOf(links: Links): DataColumn<TargetView>[] {
  const resources = (target: TargetView) =>
    target.resources > 0 ? (
      <Link
        href={links.home({ whose: 'all', target: target.name })}
        standalone
        variant="body-medium"
      >
        {formatCount(target.resources)}
      </Link>
    ) : (
      formatCount(target.resources)
    );
  return [
    ...common,
    { id: 'resources', label: 'Resources', numeric: true, cell: resources },
  ];
}

/** Clusters and repositories, and how they are. */
export function TargetsTab(props: { mayAdmin: boolean }) {
  const answer = useAnswer('targets');
  const links = useLinks();
  const { data } = answer;
  return (
    <Listing
      title="Targets"
      description={
        data && `${formatQuantity(data.length, 'target')} to make things in`
      }
      actions={props.mayAdmin && <SweepButton />}
      answer={answer}
      rows={data}
      columns={columnsOf(links)}
      getRowId={row => row.name}
      empty={
        <EmptyState
          title="No target is set up"
          description="Things are made in clusters or Git repositories; selfService.namespaces.targets of the settings names them."
          headingLevel={3}
        />
      }
    />
  );
}
