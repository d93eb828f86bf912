import { Alert, Button, Text } from '@backstage/ui';
import { RequestDetail } from '@slipway/plugin-self-service-common';
import { CopyButton, Panel } from '@slipway/ui';
import { useState } from 'react';
import { z } from 'zod';
import { RequestMove } from '../api/SelfServiceApi';
import { messageOf } from '../data/RemoteFailure';
import { shortHash } from '../shared/actionWords';
import { ReasonField } from '../shared/fields/ReasonField';
import { useKept } from '../shared/kept';
import styles from '../shared/shared.module.css';
import { useMove } from './useMove';

function Hash(props: { hash: string }) {
  const { hash } = props;
  return (
    <span className={styles.hash}>
      <code className={styles.mono} title={hash}>
        {shortHash(hash)}
      </code>
      <CopyButton text={hash} what="the hash of the plan" />
    </span>
  );
}

/** A decision on the plan that was looked at, with its reason. */
function useDecision(
  request: RequestDetail,
  hash: string,
  onDecided: () => void,
) {
  const { move, pending, failure } = useMove(request, onDecided);
  const reason = useKept(`decision.${request.id}`, z.string(), '');
  const [missing, setMissing] = useState(false);
  // What was looked at when the form was drawn, even if a newer plan arrives.
  const [seen, setSeen] = useState(hash);
  const text = reason.value.trim();
  const decide = async (decision: RequestMove) => {
    if (await move(decision)) reason.forget();
  };
  return {
    seen,
    outdated: seen !== hash,
    look: () => setSeen(hash),
    reason: reason.value,
    setReason: (value: string) => {
      reason.setValue(value);
      setMissing(false);
    },
    missing,
    pending,
    failure,
    approve: () =>
      decide({ move: 'approve', planHash: seen, reason: text || undefined }),
    refuse: () => {
      setMissing(!text);
      if (text) decide({ move: 'refuse', planHash: seen, reason: text });
    },
  };
}

function Outdated(props: { onLook: () => void }) {
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title="The plan has changed since you opened the page"
      description="It is shown below: look at it, then decide."
      customActions={
        <Button size="small" variant="secondary" onPress={props.onLook}>
          I have looked at the new one
        </Button>
      }
    />
  );
}

function Buttons(props: { decision: ReturnType<typeof useDecision> }) {
  const { outdated, pending, approve, refuse } = props.decision;
  return (
    <div className={styles.actions}>
      <Button
        variant="primary"
        isDisabled={outdated}
        isPending={pending === 'approve'}
        onPress={approve}
      >
        Approve this plan
      </Button>
      <Button
        variant="secondary"
        isDisabled={outdated}
        isPending={pending === 'refuse'}
        onPress={refuse}
      >
        Refuse
      </Button>
    </div>
  );
}

function Form(props: {
  request: RequestDetail;
  hash: string;
  onDecided: () => void;
}) {
  const decision = useDecision(props.request, props.hash, props.onDecided);
  const { seen, outdated, failure } = decision;
  return (
    <>
      <Text as="p" variant="body-medium">
        You decide on exactly this plan. If the request, its template, a policy,
        the price or who has to agree changes, the approval lapses and it is
        asked for again.
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        Plan <Hash hash={seen} />
      </Text>
      {outdated && <Outdated onLook={decision.look} />}
      <ReasonField
        label="Reason"
        help="Needed to refuse; kept in the audit, and told to who asked."
        value={decision.reason}
        onChange={decision.setReason}
        problem={
          decision.missing
            ? 'Say why you refuse, so that who asked can put it right.'
            : undefined
        }
        rows={2}
      />
      {failure && (
        <Alert
          role="alert"
          status="danger"
          icon
          title="Not decided"
          description={messageOf(failure)}
        />
      )}
      <Buttons decision={decision} />
    </>
  );
}

/**
 * Approve or refuse, for who may decide on the request; why not, for who may
 * not. The decision is bound to the plan that is shown.
 */
export function DecisionPanel(props: {
  request: RequestDetail;
  onDecided: () => void;
}) {
  const { request, onDecided } = props;
  const { mayDecide, mayNotDecideBecause, plan } = request;
  return (
    <Panel
      title={mayDecide ? 'Your decision' : 'Waits for a decision'}
      headingLevel={2}
    >
      {mayDecide && plan ? (
        <Form request={request} hash={plan.hash} onDecided={onDecided} />
      ) : (
        <Text as="p" variant="body-medium">
          {mayNotDecideBecause
            ? `You may not decide: ${mayNotDecideBecause}`
            : 'Somebody else has to decide.'}
        </Text>
      )}
    </Panel>
  );
}
