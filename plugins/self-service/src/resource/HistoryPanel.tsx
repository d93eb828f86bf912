import { Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useRemote } from '@slipway/ui';
import { useState } from 'react';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { Listing } from '../shared/Listing';
import { requestColumns } from '../shared/requestColumns';
import { mostOfPage, ShowMore } from '../shared/ShowMore';
import { useLinks } from '../shared/useLinks';

const shown = 20;

/** Every change that was asked of a resource. */
export function HistoryPanel(props: { resourceId: string; version: string }) {
  const { resourceId, version } = props;
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const [limit, setLimit] = useState(shown);
  const { data, error, retry } = useRemote(
    api,
    `requests of ${resourceId} ${version} ${limit}`,
    signal => api.requestsOfResource(resourceId, { limit }, { signal }),
  );
  return (
    <Listing
      title="Requests"
      answer={{ error, retry }}
      columns={requestColumns(links, 'Asked')}
      rows={data?.items}
      getRowId={row => row.id}
      getRowHref={row => links.request(row.id)}
      empty={
        <Text as="p" variant="body-small" color="secondary">
          Nothing was asked of it.
        </Text>
      }
    >
      <ShowMore list={data} onPress={() => setLimit(mostOfPage)} />
    </Listing>
  );
}
