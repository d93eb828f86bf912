import { useApi } from '@backstage/frontend-plugin-api';
import {
  ActionResult,
  JsonObject,
  JsonValue,
  Preview,
  ResourceDetail,
} from '@slipway/plugin-self-service-common';
import { useState } from 'react';
import { z } from 'zod';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { useVisits } from '../shared/fields/useVisits';
import { FieldValues, inputsOf, isPlain } from '../shared/fields/values';
import { useKept } from '../shared/kept';
import { newKey } from '../shared/newKey';
import { PreviewState, usePreview } from '../shared/usePreview';
import { useSend } from '../shared/useSend';
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
function useTyped(options: {
  resource: ResourceDetail;
  action: ResourceAction;
}) {
  const { resource, action } = options;
  return useKept<Typed>(
    action.dangerous ? undefined : `action.${resource.id}.${action.id}`,
    typedSchema,
    nothingTyped,
  );
}

/** Does the action once, however often it is pressed. */
function useAct(options: {
  resource: ResourceDetail;
  action: ResourceAction;
  onDone: (result: ActionResult) => void;
}) {
  const { resource, action, onDone } = options;
  const api = useApi(selfServiceApiRef);
  const { run, pending, failure, forgive } = useSend();
  const [key, setKey] = useState(newKey);
  return {
    act: (input: JsonObject, reason: string) =>
      run(async () => {
        const result = await api.act(resource.id, action.id, {
          input,
          reason: reason.trim() || undefined,
          idempotencyKey: key,
        });
        onDone(result);
      }),
    /** Something else is asked for now. */
    changed: () => {
      if (failure) setKey(newKey());
      forgive();
    },
    sending: pending,
    failure,
  };
}

/** The form of an action: what it would do as it is filled in, and doing it. */
export function useActionForm(options: {
  resource: ResourceDetail;
  action: ResourceAction;
  onDone: (result: ActionResult) => void;
}) {
  const { resource, action } = options;
  const api = useApi(selfServiceApiRef);
  const [start] = useState(() => startOf(action, resource));
  const { value: typed, setValue: setTyped, forget } = useTyped(options);
  const { sent, markSent, isVisited, visit } = useVisits();
  const { act, changed, sending, failure } = useAct(options);

  const values: FieldValues = { ...start, ...typed.values };
  const input = inputsOf(action.fields, action.inputSchema, values);
  const preview: PreviewState = usePreview(input, signal =>
    action.type === 'issue'
      ? Promise.resolve(nothing)
      : api.previewAction(resource.id, action.id, input, { signal }),
  );
  const refused = !preview.pending && preview.preview?.acceptable === false;

  return {
    values,
    inputs: input,
    reason: typed.reason,
    setValue: (field: string, value: JsonValue) => {
      changed();
      setTyped(current => ({
        ...current,
        values: { ...current.values, [field]: value },
      }));
    },
    setReason: (reason: string) =>
      setTyped(current => ({ ...current, reason })),
    forget,
    isVisited,
    visit,
    preview,
    refused: sent && refused,
    send: async () => {
      markSent();
      if (!refused && (await act(input, typed.reason))) forget();
    },
    sending,
    failure,
  };
}

/** See {@link useActionForm}. */
export type ActionForm = ReturnType<typeof useActionForm>;
