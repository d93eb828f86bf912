import {
  JsonObject,
  Preview,
  Problem,
} from '@slipway/plugin-self-service-common';
import { Engine } from '../ports';
import { assessChange } from './assessChange';
import { AssessedChange } from './change';
import { prepareCreate, PrepareResult } from './prepareCreate';
import { canonicalRequester, Requester } from './requester';

/** The id that a resource has in a preview: it has none yet. */
const noId = '00000000-0000-4000-8000-000000000000';

/**
 * What a request for something new would come to, as somebody types. Fields
 * that are wrong are part of the answer; nothing is stored.
 *
 * @throws NotFoundError when there is no such kind
 */
export async function previewRequest(
  engine: Engine,
  options: {
    kind: string;
    inputs: JsonObject;
    reason?: string;
    requester: Requester;
  },
): Promise<Preview> {
  const kind = engine.kinds.get(options.kind);
  const prepared = await prepareCreate(engine, {
    ...options,
    kind,
    id: noId,
    requester: canonicalRequester(options.requester),
  });
  return previewChange(engine, prepared, { kind: kind.id, action: 'create' });
}

/** A preview of what was checked, or of what is wrong with it. */
export async function previewChange(
  engine: Engine,
  prepared: PrepareResult,
  of: { kind: string; action: string },
): Promise<Preview> {
  const assessed = prepared.ok
    ? await assessChange(engine, prepared.change)
    : prepared;
  return assessed.ok
    ? toPreview(assessed.change)
    : emptyPreview(of.kind, of.action, assessed.problems);
}

/** A preview of what could not be planned, since its fields are wrong. */
export function emptyPreview(
  kind: string,
  action: string,
  problems: Problem[],
): Preview {
  return {
    kind,
    action,
    problems,
    plan: null,
    verdicts: [],
    quota: [],
    cost: null,
    costBefore: null,
    approval: null,
    acceptable: false,
    derived: [],
  };
}

function toPreview(change: AssessedChange): Preview {
  const { kind, computed, desired } = change;
  return {
    kind: kind.id,
    action: change.action,
    problems: change.problems,
    plan: {
      hash: change.hash,
      templateVersion: desired.templateVersion,
      policyVersion: computed.policyVersion,
      items: computed.changes,
      usage: computed.plan?.usage ?? [],
      notes: computed.plan?.notes ?? [],
      observed: computed.observed,
    },
    verdicts: change.verdicts,
    quota: change.quota,
    cost: computed.cost,
    costBefore: computed.costBefore,
    approval: change.approval,
    acceptable: change.problems.length === 0,
    derived: kind.derive?.(desired) ?? [],
  };
}
