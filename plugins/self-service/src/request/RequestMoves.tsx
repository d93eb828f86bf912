import { Alert, Button } from '@backstage/ui';
import { RequestDetail } from '@slipway/plugin-self-service-common';
import { useState } from 'react';
import { messageOf } from '../data/RemoteFailure';
import styles from '../shared/shared.module.css';
import { ConfirmDialog } from '../shared/ConfirmDialog';
import { useMove } from './useMove';

/** Moves that take something back, and are asked for once more. */
const verbs = { 'roll-back': 'Roll back', cancel: 'Cancel request' };

type Asking = keyof typeof verbs;

/** What taking back means, while something runs and before. */
function consequence(asking: Asking, request: RequestDetail): string {
  if (asking === 'roll-back') {
    return 'What was done so far is taken back, step by step.';
  }
  return ['running', 'failed'].includes(request.state)
    ? 'It stops, and what was made so far is taken back.'
    : 'Nothing was made yet, so nothing is taken back.';
}

type Offer = { move: 'retry' | 'submit' | Asking; label: string };

/** What the person may do; what goes on comes before what goes back. */
function offersOf(request: RequestDetail): Offer[] {
  const { state, mayCancel, mayRetry, mayRollBack } = request;
  const offers: Array<Offer | false> = [
    mayRetry && { move: 'retry', label: 'Try again from this step' },
    state === 'draft' &&
      mayCancel && { move: 'submit', label: 'Submit request' },
    mayRollBack && { move: 'roll-back', label: verbs['roll-back'] },
    mayCancel && { move: 'cancel', label: verbs.cancel },
  ];
  return offers.filter(offer => offer !== false);
}

const isAsked = (move: Offer['move']): move is Asking => move in verbs;

/** Retry, roll back and cancel, for those who may. */
export function RequestMoves(props: {
  request: RequestDetail;
  onMoved: () => void;
}) {
  const { request, onMoved } = props;
  const { move, pending, failure } = useMove(request, onMoved);
  const [asking, setAsking] = useState<Asking>();
  const offers = offersOf(request);
  if (offers.length === 0 && !failure) return null;
  return (
    <div className={styles.actions}>
      {offers.map(offer => (
        <Button
          key={offer.move}
          variant={isAsked(offer.move) ? 'secondary' : 'primary'}
          isPending={pending === offer.move}
          onPress={() =>
            isAsked(offer.move)
              ? setAsking(offer.move)
              : move({ move: offer.move })
          }
        >
          {offer.label}
        </Button>
      ))}
      {failure && (
        <Alert role="alert" status="danger" icon title={messageOf(failure)} />
      )}
      {asking && (
        <ConfirmDialog
          title={verbs[asking]}
          verb={verbs[asking]}
          onClose={() => setAsking(undefined)}
          onConfirm={() => move({ move: asking })}
        >
          {consequence(asking, request)}
        </ConfirmDialog>
      )}
    </div>
  );
}
