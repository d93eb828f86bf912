import { useApi } from '@backstage/frontend-plugin-api';
import {
  ActionResult,
  JsonValue,
  Preview,
  ResourceDetail,
} from '@slipway/plugin-self-service-common';
import { useRef, useState } from 'react';
import { z } from 'zod';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { FieldValues, inputsOf, isPlain } from '../shared/fields/values';
import { useKept } from '../shared/kept';
import { newKey } from '../shared/newKey';
import { PreviewState, usePreview } from '../shared/usePreview';
import { ResourceAction } from './useActions';

/** What is there now, where the action is about it; else the usual. */
function startOf(action: ResourceAction, resource: ResourceDetail) {
  const values: FieldValues = {};
  for (const { name, default: usual, control } of action.fields) {
    const present = resource.spec[name];
    if (present !== undefined && action.type === 'change') {
      values[name] = present;
    } else if (isPlain(usual)) {
      values[name] = usual;
    } else if (control === 'team' && action.type === 'clone') {
      values[name] = resource.team;
    }
  }
  return values;
}

/** An answer of nothing, for what has nothing to preview. */
const nothing: Preview = {
  kind: '',
  action: '',
  problems: [],
  plan: null,
  verdicts: [],
  quota: [],
  cost: null,
  costBefore: null,
  approval: null,
  acceptable: true,
  derived: [],
};

type Typed = { values: Record<string, JsonValue>; reason: string };

const typedSchema = z.object({
  values: z.record(z.string(), z.json()),
  reason: z.string(),
});

const nothingTyped: Typed = { values: {}, reason: '' };

/** What was typed; of what takes something away nothing outlives the page. */
function useTyped(action: ResourceAction, resource: ResourceDetail) {
  return useKept<Typed>(
    action.dangerous ? undefined : `action.${resource.id}.${action.id}`,
    typedSchema,
    nothingTyped,
  );
}

/** The form of an action: what it would do as it is filled in, and doing it. */
export function useActionForm(options: {
  resource: ResourceDetail;
  action: ResourceAction;
  onDone: (result: ActionResult) => void;
}) {
  const { resource, action, onDone } = options;
  const api = useApi(selfServiceApiRef);
  const [start] = useState(() => startOf(action, resource));
  const typed = useTyped(action, resource);
  const values: FieldValues = { ...start, ...typed.value.values };
  const { reason } = typed.value;
  const [visited, setVisited] = useState<readonly string[]>([]);
  const [sent, setSent] = useState(false);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const [key, setKey] = useState(newKey);
  const busy = useRef(false);

  const input = inputsOf(action.fields, action.inputSchema, values);
  const preview: PreviewState = usePreview(input, signal =>
    action.type === 'issue'
      ? Promise.resolve(nothing)
      : api.previewAction(resource.id, action.id, input, { signal }),
  );

  const send = async () => {
    setSent(true);
    const refused = !preview.pending && preview.preview?.acceptable === false;
    if (busy.current || refused) return;
    busy.current = true;
    setSending(true);
    setFailure(undefined);
    try {
      const result = await api.act(resource.id, action.id, {
        input,
        reason: reason.trim() || undefined,
        idempotencyKey: key,
      });
      typed.forget();
      onDone(result);
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      busy.current = false;
      setSending(false);
    }
  };

  return {
    values,
    inputs: input,
    reason,
    setValue: (field: string, value: JsonValue) => {
      // Once it failed, something else is asked for.
      if (failure) setKey(newKey());
      setFailure(undefined);
      typed.setValue(current => ({
        ...current,
        values: { ...current.values, [field]: value },
      }));
    },
    setReason: (text: string) =>
      typed.setValue(current => ({ ...current, reason: text })),
    forget: typed.forget,
    isVisited: (field: string) => sent || visited.includes(field),
    visit: (field: string) => setVisited(current => [...current, field]),
    preview,
    refused: sent && !preview.pending && preview.preview?.acceptable === false,
    send,
    sending,
    failure,
  };
}

/** See {@link useActionForm}. */
export type ActionForm = ReturnType<typeof useActionForm>;
