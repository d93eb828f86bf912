import { Link } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { PreviewView } from '@slipway/plugin-self-service-common';
import { EntityLink } from '@slipway/plugin-catalog-module-slipway';
import {
  CountdownText,
  DataColumn,
  EmptyState,
  formatQuantity,
  StatusBadge,
  useRemote,
} from '@slipway/ui';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { CostText } from '../shared/CostText';
import { Listing } from '../shared/Listing';
import { ResourceStateBadge } from '../shared/StateBadges';
import { Links, useLinks } from '../shared/useLinks';
import { useListState } from '../shared/useListState';
import styles from './admin.module.css';

function PullRequest(props: { preview: PreviewView }) {
  const { repository, number, title, link, pullRequest } = props.preview;
  const name = `${repository}#${number}`;
  return (
    <span className={styles.stack}>
      {link ? (
        <Link href={link} standalone variant="body-medium" weight="bold">
          {name}
        </Link>
      ) : (
        <strong>{name}</strong>
      )}
      <span className={styles.note}>
        {title}
        {pullRequest === 'closed' && ' (closed)'}
      </span>
    </span>
  );
}

function State(props: { preview: PreviewView; links: Links }) {
  const { preview, links } = props;
  const { resourceId, resourceName, resourceState, problem } = preview;
  return (
    <span className={styles.stack}>
      {resourceState && <ResourceStateBadge state={resourceState} />}
      {resourceId && (
        <Link href={links.resource(resourceId)} standalone variant="body-small">
          {resourceName}
        </Link>
      )}
      {problem && <StatusBadge tone="warning">No environment</StatusBadge>}
      {problem && <span className={styles.note}>{problem}</span>}
      {!resourceState && !problem && 'Not made yet'}
    </span>
  );
}

function columns(links: Links): DataColumn<PreviewView>[] {
  return [
    {
      id: 'pullRequest',
      label: 'Pull request',
      cell: row => <PullRequest preview={row} />,
    },
    {
      id: 'team',
      label: 'Team',
      cell: row => <EntityLink entityRef={row.team} />,
    },
    {
      id: 'state',
      label: 'State',
      cell: row => <State preview={row} links={links} />,
    },
    {
      id: 'address',
      label: 'Address',
      cell: row =>
        row.address ? (
          <Link href={row.address} standalone variant="body-medium">
            {row.address.replace(/^https?:\/\//, '')}
          </Link>
        ) : (
          '–'
        ),
    },
    {
      id: 'expiresAt',
      label: 'Expires',
      cell: row =>
        row.expiresAt ? <CountdownText instant={row.expiresAt} /> : '–',
    },
    {
      id: 'cost',
      label: 'Cost per month',
      numeric: true,
      cell: row => (row.resourceId ? <CostText cost={row.cost} /> : '–'),
    },
  ];
}

/** Environments of pull requests. */
export function PreviewsTab() {
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const list = useListState({ filters: [], sorts: [], defaultSort: '' });
  const { sort, ...page } = list.query;
  const answer = useRemote(api, `previews ${JSON.stringify(page)}`, signal =>
    api.previews(page, { signal }),
  );
  const { data } = answer;
  return (
    <Listing
      title="Previews"
      description={
        data &&
        `${formatQuantity(data.total, 'pull request')}, last active first`
      }
      answer={answer}
      rows={data?.items}
      page={data && list.pageOf(data)}
      columns={columns(links)}
      getRowId={row => row.id}
      empty={
        <EmptyState
          title="No pull request has an environment"
          description="A forge’s webhook or POST /previews asks for one when a pull request is opened; it goes when the pull request is closed."
          headingLevel={3}
        />
      }
    />
  );
}
