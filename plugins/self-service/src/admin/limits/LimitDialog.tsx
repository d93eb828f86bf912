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
import { z } from 'zod';
import { selfServiceApiRef } from '../../api/SelfServiceApi';
import { messageOf } from '../../data/RemoteFailure';
import { ReasonField } from '../../shared/fields/ReasonField';
import { useKept } from '../../shared/kept';
import { useSend } from '../../shared/useSend';
import { limitKey, limitLabel, subjectWords } from './limitWords';
import styles from '../admin.module.css';

type Typed = { limit?: number; reason: string };

const typedSchema = z.object({
  limit: z.number().optional(),
  reason: z.string(),
});

const nothingTyped: Typed = { reason: '' };

type Props = {
  quota: QuotaView;
  removes: boolean;
  onDone: () => void;
  onClose: () => void;
};

/** What was typed, and the way to send it. */
function useLimitForm({ quota, removes, onDone }: Props) {
  const { scope, subject, environmentClass, metric, unit } = quota;
  const api = useApi(selfServiceApiRef);
  const typed = useKept<Typed>(
    `limit.${limitKey(quota)}.${removes ? 'remove' : 'change'}`,
    typedSchema,
    nothingTyped,
  );
  const { limit = quota.limit } = typed.value;
  const [sent, setSent] = useState(false);
  const reason = typed.value.reason.trim();
  const wrong = !removes && !(Number.isFinite(limit) && limit >= 0);
  const asked = {
    scope,
    subject,
    environmentClass,
    metric,
    unit,
    limit,
    reason,
  };
  const { run, pending, failure } = useSend();
  const send = async () => {
    if (removes) await api.removeQuota(quota.id, reason);
    else await api.setQuota(asked);
    typed.forget();
    onDone();
  };
  return {
    limit,
    reason: typed.value.reason,
    wrong,
    set: (change: Partial<Typed>) =>
      typed.setValue(current => ({ ...current, ...change })),
    forget: typed.forget,
    problem: sent && !reason ? 'Say why, for the audit.' : undefined,
    submit: () => {
      setSent(true);
      if (reason && !wrong) run(send);
    },
    pending,
    failure,
  };
}

type LimitForm = ReturnType<typeof useLimitForm>;

function LimitFields(props: { quota: QuotaView; form: LimitForm }) {
  const { form } = props;
  const { unit, subject, used } = props.quota;
  return (
    <>
      <NumberField
        label={`Limit, in ${unit}`}
        minValue={0}
        value={form.limit}
        onChange={limit => form.set({ limit })}
        isInvalid={form.wrong}
        description="Below what is in use nothing is taken away, and nothing more is let in."
      />
      {!form.wrong && subject !== '*' && (
        <UsageBar
          label="In use of it"
          unit={unit}
          limit={form.limit}
          used={used}
        />
      )}
    </>
  );
}

function Body(props: Props & { form: LimitForm }) {
  const { quota, removes, form } = props;
  return (
    <div className={styles.form}>
      {removes ? (
        <Text as="p" variant="body-medium">
          What the settings say holds again; without a limit there, none does.
          Nothing that exists is taken away.
        </Text>
      ) : (
        <LimitFields quota={quota} form={form} />
      )}
      <ReasonField
        label="Reason"
        help="Kept in the audit."
        value={form.reason}
        onChange={reason => form.set({ reason })}
        problem={form.problem}
        rows={2}
      />
      {form.failure && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={removes ? 'Not removed' : 'Not changed'}
          description={messageOf(form.failure)}
        />
      )}
    </div>
  );
}

/** Sets a limit anew, or takes away one that a person set, with the reason. */
export function LimitDialog(props: Props) {
  const { quota, removes, onClose } = props;
  const form = useLimitForm(props);
  const verb = removes ? 'Remove limit' : 'Change limit';
  const leave = () => {
    form.forget();
    onClose();
  };
  return (
    <Dialog
      isOpen
      // A slip beside the dialog would lose what was typed.
      isDismissable={false}
      onOpenChange={open => !open && leave()}
      width="min(30rem, calc(100vw - 2rem))"
    >
      <DialogHeader>
        {verb}: {limitLabel(quota)}: {subjectWords(quota)}
      </DialogHeader>
      <DialogBody>
        <Body {...props} form={form} />
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={leave}>
          Leave it
        </Button>
        <Button
          variant="primary"
          onPress={form.submit}
          isPending={form.pending}
        >
          {verb}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
