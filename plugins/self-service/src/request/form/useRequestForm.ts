import { useApi } from '@backstage/frontend-plugin-api';
import {
  ContextView,
  JsonValue,
  KindView,
} from '@slipway/plugin-self-service-common';
import { useCallback, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { selfServiceApiRef } from '../../api/SelfServiceApi';
import { FieldValues, inputsOf } from '../../shared/fields/values';
import { newKey } from '../../shared/newKey';
import { useLinks } from '../../shared/useLinks';
import { usePreview } from '../../shared/usePreview';
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

/**
 * The form of a request: what was typed, what it would do, and the way to send
 * it. One form makes one request, however often it is sent; once it failed and
 * something was changed it counts as another.
 */
export function useRequestForm(kind: KindView, context: ContextView) {
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const navigate = useNavigate();
  const { form, change, forget, startOver, restoredAt } = useDraft(
    kind,
    context,
  );
  const [visited, setVisited] = useState<readonly string[]>([]);
  const [sent, setSent] = useState(false);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<Error>();
  // A second press comes before the first has drawn anything.
  const busy = useRef(false);

  const inputs = inputsOf(kind.fields, kind.requestSchema, form.values);
  const preview = usePreview(inputs, signal =>
    api.preview({ kind: kind.id, inputs }, { signal }),
  );

  const set = (next: Form) => {
    const renewed = failure ? { idempotencyKey: newKey() } : {};
    setFailure(undefined);
    change({ ...next, ...renewed });
  };

  const send = async () => {
    setSent(true);
    const refused = !preview.pending && preview.preview?.acceptable === false;
    if (busy.current || refused) return;
    busy.current = true;
    setSending(true);
    setFailure(undefined);
    try {
      const request = await api.request({
        kind: kind.id,
        inputs,
        reason: form.reason.trim() || undefined,
        idempotencyKey: form.idempotencyKey,
      });
      forget();
      navigate(links.request(request.id));
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      busy.current = false;
      setSending(false);
    }
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
    /** Whether a field was left, or the form was sent. */
    isVisited: (field: string) => sent || visited.includes(field),
    visit: (field: string) =>
      setVisited(current => [...new Set([...current, field])]),
    preview,
    /** The form was sent and cannot be accepted as it stands. */
    refused: sent && !preview.pending && preview.preview?.acceptable === false,
    send,
    sending,
    failure,
    restoredAt,
    startOver,
  };
}

/** See {@link useRequestForm}. */
export type RequestForm = ReturnType<typeof useRequestForm>;
