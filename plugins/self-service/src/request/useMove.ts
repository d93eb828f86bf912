import { useApi } from '@backstage/frontend-plugin-api';
import { RequestDetail } from '@slipway/plugin-self-service-common';
import { useState } from 'react';
import { RequestMove, selfServiceApiRef } from '../api/SelfServiceApi';

/**
 * Moves a request on; what is on the way, and why the last move failed. `move`
 * answers whether it is done.
 */
export function useMove(
  request: Pick<RequestDetail, 'id'>,
  onMoved: () => void,
) {
  const api = useApi(selfServiceApiRef);
  const [pending, setPending] = useState<RequestMove['move']>();
  const [failure, setFailure] = useState<Error>();
  const move = async (how: RequestMove): Promise<boolean> => {
    setPending(how.move);
    setFailure(undefined);
    try {
      await api.moveRequest(request.id, how);
      onMoved();
      return true;
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
      // Somebody else may have been quicker: show how it stands.
      onMoved();
      return false;
    } finally {
      setPending(undefined);
    }
  };
  return { move, pending, failure };
}
