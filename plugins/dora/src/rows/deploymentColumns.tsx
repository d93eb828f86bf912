import { Link, Text } from '@backstage/ui';
import { Deployment } from '@slipway/plugin-dora-common';
import {
  DataColumn,
  formatCount,
  formatDuration,
  RelativeTime,
  SampleBadge,
  ScreenReaderText,
} from '@slipway/ui';
import { Links } from '../filters/useLinks';
import { EntityLink } from './EntityLink';
import { statesOf } from './labels';
import { StateBadges } from './StateBadges';
import styles from './rows.module.css';

/** Nothing to say in a column that only some rows fill. */
const dash = (
  <Text color="secondary">
    <span aria-hidden>–</span>
    <ScreenReaderText>none</ScreenReaderText>
  </Text>
);

/** What a list of deployments needs for its cells. */
type DeploymentListOptions = {
  links: Links;
  timeZone: string;
  /** Left out on a service's own page. */
  withService: boolean;
  /** Marks made-up rows one by one: where others stand among them. */
  markSample: boolean;
};

/** The columns of a list of deployments. */
export function deploymentColumns(
  options: DeploymentListOptions,
): DataColumn<Deployment>[] {
  const { links, timeZone, withService } = options;
  const service: DataColumn<Deployment> = {
    id: 'service',
    label: 'Service',
    sortable: true,
    cell: row => <EntityLink entityRef={row.serviceRef} links={links} />,
  };
  return [
    {
      id: 'version',
      label: 'Version',
      sortable: true,
      cell: row => versionCell(row, options),
    },
    ...(withService ? [service] : []),
    {
      id: 'finishedAt',
      label: 'Finished',
      sortable: true,
      cell: row => (
        <RelativeTime instant={row.finishedAt} timeZone={timeZone} />
      ),
    },
    {
      id: 'state',
      label: 'Outcome',
      cell: row => <StateBadges states={statesOf(row)} />,
    },
    ...figureColumns(links),
  ];
}

function figureColumns(links: Links): DataColumn<Deployment>[] {
  return [
    {
      id: 'changes',
      label: 'Changes',
      numeric: true,
      sortable: true,
      cell: row => (row.range === 'known' ? formatCount(row.changes) : dash),
    },
    {
      id: 'leadTimeP50',
      label: 'Lead time p50',
      numeric: true,
      sortable: true,
      cell: row =>
        row.leadTimeP50 === null ? dash : formatDuration(row.leadTimeP50),
    },
    {
      id: 'recoverySeconds',
      label: 'Recovered after',
      numeric: true,
      sortable: true,
      cell: row => recoveryCell(row, links),
    },
  ];
}

function versionCell(row: Deployment, options: DeploymentListOptions) {
  return (
    <span className={styles.identity}>
      <Link
        href={options.links.deployment(row.id)}
        standalone
        variant="body-medium"
        weight="bold"
        className={styles.version}
        title={row.version}
      >
        {row.version}
      </Link>
      {options.markSample && row.sample && <SampleBadge />}
    </span>
  );
}

function recoveryCell(row: Deployment, links: Links) {
  if (!row.failed) return dash;
  if (row.recoverySeconds === null || row.recoveredBy === null) {
    return 'not yet';
  }
  return (
    <Link
      href={links.deployment(row.recoveredBy)}
      standalone
      variant="body-medium"
    >
      {formatDuration(row.recoverySeconds)}
    </Link>
  );
}
