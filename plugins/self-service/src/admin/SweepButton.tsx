import { Button } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { formatQuantity } from '@slipway/ui';
import { useState } from 'react';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { messageOf } from '../data/RemoteFailure';

/** Has every resource looked at, and says how many that are. */
export function SweepButton() {
  const api = useApi(selfServiceApiRef);
  const [outcome, setOutcome] = useState('');
  const [pending, setPending] = useState(false);
  const sweep = async () => {
    setPending(true);
    setOutcome('');
    try {
      const woken = await api.sweep();
      setOutcome(
        woken === 0
          ? 'There is nothing to look at'
          : `${formatQuantity(woken, 'resource')} are looked at`.replace(
              /^1 resource are/,
              '1 resource is',
            ),
      );
    } catch (error) {
      setOutcome(
        `Not started: ${error instanceof Error ? messageOf(error) : error}`,
      );
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <span role="status">{outcome}</span>
      <Button variant="secondary" onPress={sweep} isPending={pending}>
        Look at everything now
      </Button>
    </>
  );
}
