import { useApi } from '@backstage/frontend-plugin-api';
import {
  ContextView,
  JsonObject,
  JsonValue,
  KindView,
} from '@slipway/plugin-self-service-common';
import { useCallback, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { selfServiceApiRef } from '../../api/SelfServiceApi';
import { useVisits } from '../../shared/fields/useVisits';
import { FieldValues, inputsOf } from '../../shared/fields/values';
import { newKey } from '../../shared/newKey';
import { useLinks } from '../../shared/useLinks';
import { usePreview } from '../../shared/usePreview';
import { useSend } from '../../shared/useSend';
import { Draft, readDraft, writeDraft } from './draftStore';
import { startValues, withValue } from './startValues';

type Form = {
  values: FieldValues;
  edited: string[];
  reason: string;
  idempotencyKey: string;
};

function toDraft(form: Form): Draft {
  const values = Object.entries(form.values).filter(
    (entry): entry is [string, JsonValue] => entry[1] !== undefined,
  );
  return {
    ...form,
    values: Object.fromEntries(values),
    savedAt: new Date().toISOString(),
  };
}

/** What was typed so far, kept in this browser until it is sent or discarded. */
function useDraft(kind: KindView, context: ContextView) {
  const [address] = useSearchParams();
  const person = context.person.ref;
  const begin = useCallback(
    (): Form => ({
      values: startValues(kind, context, address),
      edited: [],
      reason: '',
      idempotencyKey: newKey(),
    }),
    [kind, context, address],
  );
  const [draft] = useState(() => readDraft(person, kind.id));
  const [form, setForm] = useState<Form>(() => {
    const fresh = begin();
    if (!draft) return fresh;
    // A link says what it is about, whatever was typed before.
    const asked = kind.fields
      .map(({ name }) => name)
      .filter(name => address.get(name));
    const named = Object.fromEntries(
      asked.map(name => [name, fresh.values[name]]),
    );
    return { ...draft, values: { ...draft.values, ...named } };
  });
  const [restoredAt, setRestoredAt] = useState(draft?.savedAt);

  const change = (next: Form) => {
    setForm(next);
    writeDraft(person, kind.id, toDraft(next));
  };
  const forget = () => writeDraft(person, kind.id, undefined);
  const startOver = () => {
    forget();
    setForm(begin());
    setRestoredAt(undefined);
  };
  return { form, change, forget, startOver, restoredAt };
}

/** Sends a form, and goes to the request that it made. */
function useRequest(kind: KindView, forget: () => void) {
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const navigate = useNavigate();
  const { run, ...sending } = useSend();
  const request = (inputs: JsonObject, form: Form) =>
    run(async () => {
      const made = await api.request({
        kind: kind.id,
        inputs,
        reason: form.reason.trim() || undefined,
        idempotencyKey: form.idempotencyKey,
      });
      forget();
      navigate(links.request(made.id));
    });
  return { request, ...sending };
}

/**
 * The form of a request: what was typed, what it would do, and the way to send
 * it. One form makes one request, however often it is sent; once it failed and
 * something was changed it counts as another.
 */
export function useRequestForm(kind: KindView, context: ContextView) {
  const api = useApi(selfServiceApiRef);
  const draft = useDraft(kind, context);
  const { form, startOver, restoredAt } = draft;
  const { sent, markSent, isVisited, visit } = useVisits();
  const { request, pending, failure, forgive } = useRequest(kind, draft.forget);

  const inputs = inputsOf(kind.fields, kind.requestSchema, form.values);
  const preview = usePreview(inputs, signal =>
    api.preview({ kind: kind.id, inputs }, { signal }),
  );
  const refused = !preview.pending && preview.preview?.acceptable === false;

  const set = (next: Form) => {
    const renewed = failure ? { idempotencyKey: newKey() } : {};
    forgive();
    draft.change({ ...next, ...renewed });
  };

  return {
    values: form.values,
    inputs,
    reason: form.reason,
    setValue: (field: string, value: JsonValue) =>
      set({
        ...form,
        values: withValue({ ...form, field, value, context }),
        edited: [...new Set([...form.edited, field])],
      }),
    setReason: (reason: string) => set({ ...form, reason }),
    isVisited,
    visit,
    preview,
    /** The form was sent and cannot be accepted as it stands. */
    refused: sent && refused,
    send: async () => {
      markSent();
      if (!refused) await request(inputs, form);
    },
    sending: pending,
    failure,
    restoredAt,
    startOver,
  };
}

/** See {@link useRequestForm}. */
export type RequestForm = ReturnType<typeof useRequestForm>;
