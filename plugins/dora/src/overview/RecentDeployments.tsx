import { ButtonLink } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { DeploymentsQuery } from '@slipway/plugin-dora-common';
import { useRemote } from '@slipway/ui';
import { doraApiRef } from '../api/DoraApi';
import { Links } from '../filters/useLinks';
import { deploymentColumns } from '../rows/deploymentColumns';
import { RemoteTable } from '../rows/RemoteTable';

const shownRows = 10;

/** The newest deployments of a scope; all of them are one press away. */
export function RecentDeployments(props: {
  entityRef: string | undefined;
  query: DeploymentsQuery;
  links: Links;
  timeZone: string;
}) {
  const { entityRef, query, links, timeZone } = props;
  const api = useApi(doraApiRef);
  const request: DeploymentsQuery = {
    ...query,
    entityRef,
    sort: '-finishedAt',
    limit: shownRows,
  };
  const remote = useRemote(api, `recent ${JSON.stringify(request)}`, signal =>
    api.deployments(request, { signal }),
  );
  return (
    <RemoteTable
      title="Latest deployments"
      what="Deployments"
      remote={remote}
      columns={({ markSample }) =>
        deploymentColumns({
          links,
          timeZone,
          withService: !entityRef?.startsWith('component:'),
          markSample,
        })
      }
      getRowId={row => row.id}
      getRowHref={row => links.deployment(row.id)}
      actions={
        <ButtonLink href={links.deployments()} variant="secondary">
          All deployments
        </ButtonLink>
      }
      empty={{
        title: 'No deployments in this window',
        description:
          'Choose a longer window or another environment, or connect a source that sends this scope’s deployments.',
      }}
    />
  );
}
