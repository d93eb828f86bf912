import { Alert, Button } from '@backstage/ui';
import { RequestDetail } from '@slipway/plugin-self-service-common';
import { useState } from 'react';
import { messageOf } from '../data/RemoteFailure';
import styles from '../shared/shared.module.css';
import { ConfirmDialog } from '../shared/ConfirmDialog';
import { useMove } from './useMove';

type Asking = 'cancel' | 'roll-back';

/** What taking back means, while something runs and before. */
function consequence(asking: Asking, request: RequestDetail): string {
  if (asking === 'roll-back') {
    return 'What was done so far is taken back, step by step.';
  }
  return ['running', 'failed'].includes(request.state)
    ? 'It stops, and what was made so far is taken back.'
    : 'Nothing was made yet, so nothing is taken back.';
}

/** Retry, roll back and cancel, for those who may. */
export function RequestMoves(props: {
  request: RequestDetail;
  onMoved: () => void;
}) {
  const { request, onMoved } = props;
  const { state, mayCancel, mayRetry, mayRollBack } = request;
  const { move, pending, failure } = useMove(request, onMoved);
  const [asking, setAsking] = useState<Asking>();
  const verb = asking === 'roll-back' ? 'Roll back' : 'Cancel request';
  const isDraft = state === 'draft' && mayCancel;
  if (!mayCancel && !mayRetry && !mayRollBack && !failure) return null;
  return (
    <div className={styles.actions}>
      {mayRetry && (
        <Button
          variant="primary"
          isPending={pending === 'retry'}
          onPress={() => move({ move: 'retry' })}
        >
          Try again from this step
        </Button>
      )}
      {isDraft && (
        <Button
          variant="primary"
          isPending={pending === 'submit'}
          onPress={() => move({ move: 'submit' })}
        >
          Submit request
        </Button>
      )}
      {mayRollBack && (
        <Button
          variant="secondary"
          isPending={pending === 'roll-back'}
          onPress={() => setAsking('roll-back')}
        >
          Roll back
        </Button>
      )}
      {mayCancel && (
        <Button
          variant="secondary"
          isPending={pending === 'cancel'}
          onPress={() => setAsking('cancel')}
        >
          Cancel request
        </Button>
      )}
      {failure && (
        <Alert role="alert" status="danger" icon title={messageOf(failure)} />
      )}
      {asking && (
        <ConfirmDialog
          title={verb}
          verb={verb}
          onClose={() => setAsking(undefined)}
          onConfirm={() => move({ move: asking })}
        >
          {consequence(asking, request)}
        </ConfirmDialog>
      )}
    </div>
  );
}
