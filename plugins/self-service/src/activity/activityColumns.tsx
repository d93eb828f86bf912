import { Link, Text } from '@backstage/ui';
import { AuditRecord } from '@slipway/plugin-self-service-common';
import { EntityLink } from '@slipway/plugin-catalog-module-slipway';
import { DataColumn, RelativeTime } from '@slipway/ui';
import { eventWords } from '../shared/eventWords';
import { Actor } from '../shared/Someone';
import { Links } from '../shared/useLinks';
import styles from './activity.module.css';

/** What it was done to; what is gone keeps its name. */
export function OnWhat(props: { record: AuditRecord; links: Links }) {
  const { record, links } = props;
  const { resourceId, resourceName } = record;
  if (!resourceName) return <>–</>;
  return resourceId ? (
    <Link href={links.resource(resourceId)} standalone variant="body-medium">
      {resourceName}
    </Link>
  ) : (
    <>{resourceName}</>
  );
}

/** The columns of the audit. */
export function activityColumns(
  links: Links,
  hrefOf: (record: AuditRecord) => string,
): DataColumn<AuditRecord>[] {
  return [
    {
      id: 'event',
      label: 'What',
      cell: row => (
        <Link href={hrefOf(row)} standalone variant="body-medium" weight="bold">
          {eventWords(row.event)}
        </Link>
      ),
    },
    {
      id: 'resource',
      label: 'Of',
      cell: row => (
        <span className={styles.what}>
          <OnWhat record={row} links={links} />
        </span>
      ),
    },
    { id: 'actor', label: 'Who', cell: row => <Actor of={row} /> },
    {
      id: 'team',
      label: 'Team',
      cell: row => (row.team ? <EntityLink entityRef={row.team} /> : '–'),
    },
    {
      id: 'reason',
      label: 'Why',
      cell: row =>
        row.reason ? (
          <Text variant="body-small" className={styles.reason}>
            {row.reason}
          </Text>
        ) : (
          '–'
        ),
    },
    {
      id: 'at',
      label: 'When',
      cell: row => <RelativeTime instant={row.at} />,
    },
  ];
}
