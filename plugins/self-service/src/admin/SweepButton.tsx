import { Button } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { formatQuantity } from '@slipway/ui';
import { useState } from 'react';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { messageOf } from '../data/RemoteFailure';
import { useSend } from '../shared/useSend';

function wordsOf(woken: number): string {
  if (woken === 0) return 'There is nothing to look at';
  return `${formatQuantity(woken, 'resource')} ${
    woken === 1 ? 'is' : 'are'
  } looked at`;
}

/** Has every resource looked at, and says how many that are. */
export function SweepButton() {
  const api = useApi(selfServiceApiRef);
  const [outcome, setOutcome] = useState('');
  const { run, pending, failure } = useSend();
  const sweep = async () => {
    setOutcome('');
    setOutcome(wordsOf(await api.sweep()));
  };
  return (
    <>
      <span role="status">
        {failure ? `Not started: ${messageOf(failure)}` : outcome}
      </span>
      <Button
        variant="secondary"
        onPress={() => run(sweep)}
        isPending={pending}
      >
        Look at everything now
      </Button>
    </>
  );
}
