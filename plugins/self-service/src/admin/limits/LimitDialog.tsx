import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  NumberField,
  Text,
} from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { QuotaView } from '@slipway/plugin-self-service-common';
import { UsageBar } from '@slipway/ui';
import { useState } from 'react';
import { selfServiceApiRef } from '../../api/SelfServiceApi';
import { messageOf } from '../../data/RemoteFailure';
import { ReasonField } from '../../shared/fields/ReasonField';
import { limitLabel, subjectWords } from './limitWords';
import styles from '../admin.module.css';

function useSend(send: () => Promise<unknown>, onDone: () => void) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Error>();
  return {
    pending,
    failure,
    run: async () => {
      setPending(true);
      setFailure(undefined);
      try {
        await send();
        onDone();
      } catch (error) {
        setFailure(error instanceof Error ? error : new Error(String(error)));
        setPending(false);
      }
    },
  };
}

/** Sets a limit anew, or takes away one that a person set, with the reason. */
export function LimitDialog(props: {
  quota: QuotaView;
  removes: boolean;
  onDone: () => void;
  onClose: () => void;
}) {
  const { quota, removes, onDone, onClose } = props;
  const { scope, subject, environmentClass, metric, unit, used } = quota;
  const api = useApi(selfServiceApiRef);
  const [limit, setLimit] = useState(quota.limit);
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState(false);
  const text = reason.trim();
  const wrong = !Number.isFinite(limit) || limit < 0;
  const { pending, failure, run } = useSend(
    () =>
      removes
        ? api.removeQuota(quota.id, text)
        : api.setQuota({
            scope,
            subject,
            environmentClass,
            metric,
            unit,
            limit,
            reason: text,
          }),
    onDone,
  );
  const submit = () => {
    setSent(true);
    if (text && (removes || !wrong)) run();
  };
  const what = `${limitLabel(quota)}: ${subjectWords(quota)}`;
  return (
    <Dialog
      isOpen
      // A slip beside the dialog would lose what was typed.
      isDismissable={false}
      onOpenChange={open => !open && onClose()}
      width="min(30rem, calc(100vw - 2rem))"
    >
      <DialogHeader>
        {removes ? 'Remove limit' : 'Change limit'}: {what}
      </DialogHeader>
      <DialogBody>
        <div className={styles.form}>
          {removes ? (
            <Text as="p" variant="body-medium">
              What the settings say holds again; without a limit there, none
              does. Nothing that exists is taken away.
            </Text>
          ) : (
            <NumberField
              label={`Limit, in ${unit}`}
              minValue={0}
              value={limit}
              onChange={setLimit}
              isInvalid={wrong}
              description="Below what is in use nothing is taken away, and nothing more is let in."
            />
          )}
          {!removes && !wrong && subject !== '*' && (
            <UsageBar
              label="In use of it"
              unit={unit}
              limit={limit}
              used={used}
            />
          )}
          <ReasonField
            label="Reason"
            help="Kept in the audit."
            value={reason}
            onChange={setReason}
            problem={sent && !text ? 'Say why, for the audit.' : undefined}
            rows={2}
          />
          {failure && (
            <Alert
              role="alert"
              status="danger"
              icon
              title={removes ? 'Not removed' : 'Not changed'}
              description={messageOf(failure)}
            />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Leave it
        </Button>
        <Button variant="primary" onPress={submit} isPending={pending}>
          {removes ? 'Remove limit' : 'Change limit'}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
