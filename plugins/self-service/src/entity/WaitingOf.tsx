import { Link, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useRemote } from '@slipway/ui';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { useChanges } from '../data/useChanges';
import { Listing } from '../shared/Listing';
import { requestColumns } from '../shared/requestColumns';
import { useLinks } from '../shared/useLinks';

const shown = 10;

/** Requests of a team that wait for a decision, or have failed. */
export function WaitingOf(props: { team: string }) {
  const { team } = props;
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const answer = useRemote(api, `waiting requests of ${team}`, signal =>
    api.requests(
      {
        team,
        state: ['waiting-for-approval', 'failed'],
        sort: 'requestedAt',
        limit: shown,
      },
      { signal },
    ),
  );
  const { data, refresh } = answer;
  useChanges({ concerns: () => true, moving: false, onChange: refresh });
  const more = data && data.total > data.items.length;
  return (
    <Listing
      title="Requests that wait"
      actions={
        more && (
          <Link href={links.approvals({ show: 'waiting', team })} standalone>
            All that wait for approval
          </Link>
        )
      }
      answer={answer}
      columns={requestColumns(links, 'Waits since')}
      rows={data?.items}
      getRowId={row => row.id}
      getRowHref={row => links.request(row.id)}
      empty={
        <Text as="p" variant="body-small" color="secondary">
          No request waits for a decision, and none has failed.
        </Text>
      }
    />
  );
}
