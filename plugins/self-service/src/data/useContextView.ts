import { useApi } from '@backstage/frontend-plugin-api';
import { Remote, useRemote } from '@slipway/ui';
import { ContextView } from '@slipway/plugin-self-service-common';
import { selfServiceApiRef } from '../api/SelfServiceApi';

/** Who is here, and which teams, environments and targets there are. */
export function useContextView(): Remote<ContextView> {
  const api = useApi(selfServiceApiRef);
  return useRemote(api, 'context', signal => api.context({ signal }));
}
