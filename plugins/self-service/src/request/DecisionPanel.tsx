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

function Form(props: {
  request: RequestDetail;
  hash: string;
  onDecided: () => void;
}) {
  const { request, hash, onDecided } = props;
  const { move, pending, failure } = useMove(request, onDecided);
  const reason = useKept(`decision.${request.id}`, z.string(), '');
  const [missing, setMissing] = useState(false);
  // What was looked at when the form was drawn, even if a newer plan arrives.
  const [seen, setSeen] = useState(hash);
  const text = reason.value.trim();
  const outdated = seen !== hash;
  const decide = async (decision: RequestMove) => {
    if (await move(decision)) reason.forget();
  };
  const refuse = () => {
    setMissing(!text);
    if (text) decide({ move: 'refuse', planHash: seen, reason: text });
  };
  return (
    <>
      <Text as="p" variant="body-medium">
        You decide on exactly this plan. If the request, its template or a
        policy changes, the approval lapses and it is asked for again.
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        Plan <Hash hash={seen} />
      </Text>
      {outdated && (
        <Alert
          role="alert"
          status="warning"
          icon
          title="The plan has changed since you opened the page"
          description="It is shown below: look at it, then decide."
          customActions={
            <Button
              size="small"
              variant="secondary"
              onPress={() => setSeen(hash)}
            >
              I have looked at the new one
            </Button>
          }
        />
      )}
      <ReasonField
        label="Reason"
        help="Needed to refuse; kept in the audit, and told to who asked."
        value={reason.value}
        onChange={value => {
          reason.setValue(value);
          setMissing(false);
        }}
        problem={
          missing
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
      <div className={styles.actions}>
        <Button
          variant="primary"
          isDisabled={outdated}
          isPending={pending === 'approve'}
          onPress={() =>
            decide({
              move: 'approve',
              planHash: seen,
              reason: text || undefined,
            })
          }
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
