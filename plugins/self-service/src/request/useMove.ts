import { useApi } from '@backstage/frontend-plugin-api';
import { RequestDetail } from '@slipway/plugin-self-service-common';
import { useState } from 'react';
import { RequestMove, selfServiceApiRef } from '../api/SelfServiceApi';
import { useSend } from '../shared/useSend';

/**
 * Moves a request on; what is on the way, and why the last move failed. `move`
 * answers whether it is done.
 */
export function useMove(
  request: Pick<RequestDetail, 'id'>,
  onMoved: () => void,
) {
  const api = useApi(selfServiceApiRef);
  const [latest, setLatest] = useState<RequestMove['move']>();
  const { run, pending, failure } = useSend();
  const move = async (how: RequestMove): Promise<boolean> => {
    setLatest(how.move);
    const done = await run(() => api.moveRequest(request.id, how));
    // Where it failed somebody else may have been quicker: show how it stands.
    onMoved();
    return done;
  };
  return { move, pending: pending ? latest : undefined, failure };
}
