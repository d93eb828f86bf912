import { Link, Text } from '@backstage/ui';
import { Change } from '@slipway/plugin-dora-common';
import {
  DataColumn,
  formatDuration,
  RelativeTime,
  SampleBadge,
} from '@slipway/ui';
import { Links } from '../filters/useLinks';
import { EntityLink } from './EntityLink';
import styles from './rows.module.css';

const excludedWords = {
  negative: 'left out: deployed before its start',
  'no-start': 'left out: start not known',
};

/** What a list of changes needs for its cells. */
type ChangeListOptions = {
  links: Links;
  timeZone: string;
  /** Left out on the page of one deployment. */
  withDeployment: boolean;
  /** Marks made-up rows one by one: where others stand among them. */
  markSample: boolean;
};

function whereColumns(links: Links): DataColumn<Change>[] {
  return [
    {
      id: 'service',
      label: 'Service',
      cell: row => <EntityLink entityRef={row.serviceRef} links={links} />,
    },
    {
      id: 'deployment',
      label: 'Deployment',
      cell: row => (
        <Link
          href={links.deployment(row.deploymentId)}
          standalone
          variant="body-medium"
          className={styles.version}
          title={row.version}
        >
          {row.version}
        </Link>
      ),
    },
  ];
}

function timeColumn(
  id: 'committedAt' | 'deployedAt',
  label: string,
  timeZone: string,
): DataColumn<Change> {
  return {
    id,
    label,
    sortable: true,
    cell: row => <RelativeTime instant={row[id]} timeZone={timeZone} />,
  };
}

/** The columns of a list of changes. */
export function changeColumns(
  options: ChangeListOptions,
): DataColumn<Change>[] {
  const { links, timeZone, withDeployment, markSample } = options;
  return [
    {
      id: 'title',
      label: 'Change',
      cell: row => <ChangeTitle change={row} markSample={markSample} />,
    },
    ...(withDeployment ? whereColumns(links) : []),
    timeColumn('committedAt', 'Committed', timeZone),
    timeColumn('deployedAt', 'Deployed', timeZone),
    {
      id: 'leadTime',
      label: 'Lead time',
      numeric: true,
      sortable: true,
      cell: row => <LeadTime change={row} />,
    },
  ];
}

function LeadTime(props: { change: Change }) {
  const { excluded, leadTime } = props.change;
  if (!excluded && leadTime !== null) return <>{formatDuration(leadTime)}</>;
  return <Text color="secondary">{excludedWords[excluded ?? 'no-start']}</Text>;
}

/** The subject with its commit; a link where the repository can be browsed. */
function ChangeTitle(props: { change: Change; markSample: boolean }) {
  const { title, sha, url, sample } = props.change;
  const text = title || 'No commit message';
  return (
    <span className={styles.identity}>
      {url ? (
        <Link href={url} target="_blank" standalone variant="body-medium">
          {text}
        </Link>
      ) : (
        <Text>{text}</Text>
      )}
      <span className={styles.sha}>{sha.slice(0, 8)}</span>
      {props.markSample && sample && <SampleBadge />}
    </span>
  );
}
