import { JsonObject, Problem } from '@slipway/plugin-self-service-common';
import { Engine } from '../ports';
import { RequestRow } from '../store/rows';
import { acceptChange, AcceptOptions } from './acceptChange';
import { announceRequest } from './announce';
import { assessChange } from './assessChange';
import { AssessedChange } from './change';
import { denyForRight, denyRequest } from './denyRequest';
import { RequestDeniedError } from './errors';
import { Idempotency, onceByKey } from './onceByKey';
import { notYourTeam, prepareCreate } from './prepareCreate';
import { canonicalRequester, Requester, standingIn } from './requester';
import { findDraft, saveDraft } from './saveDraft';
import { translateConflict } from './translateConflict';

export type SubmitOptions = {
  kind: string;
  inputs: JsonObject;
  reason?: string;
  requester: Requester;
  /** Repeating with the same key answers with the first request. */
  idempotencyKey?: string;
  /** Stores it to be submitted later: nothing is held or decided. */
  draft?: boolean;
  /** The draft that is saved again or submitted. */
  draftId?: string;
} & Pick<AcceptOptions, 'alongside'>;

/**
 * Submits a request for something new. What is refused leaves an audit record
 * and nothing else.
 *
 * @returns the request: approved, or waiting for somebody to approve it
 * @throws RequestDeniedError with every field, rule and remedy
 * @throws NotAllowedError when the requester does not act for the team
 * @throws ConflictError when somebody took the name at the same time, or the
 * key was used for something else
 */
export async function submitRequest(
  engine: Engine,
  options: SubmitOptions,
): Promise<RequestRow> {
  const requester = canonicalRequester(options.requester);
  const { idempotencyKey, kind, inputs, draft = false } = options;
  return onceByKey(
    engine,
    {
      requester,
      idempotencyKey,
      kind,
      action: 'create',
      asked: { inputs, draft },
    },
    idempotency => submit(engine, { ...options, requester }, idempotency),
  );
}

async function submit(
  engine: Engine,
  options: SubmitOptions,
  idempotency: Idempotency | undefined,
): Promise<RequestRow> {
  const { requester, draftId } = options;
  const kind = engine.kinds.get(options.kind);
  const draft = draftId
    ? await findDraft(engine, { id: draftId, requester })
    : undefined;
  const prepared = await prepareCreate(engine, {
    ...options,
    kind,
    id: draft?.resource_id ?? engine.newId(),
  });
  const deny = (problems: Problem[]) =>
    denyRequest(engine, {
      title: `Create ${kind.title.toLowerCase()}`,
      kind: kind.id,
      requester,
      problems,
    });
  if (!prepared.ok) {
    throw await deny(prepared.problems);
  }
  const { desired } = prepared.change;
  const standing = await standingIn(engine, requester, desired.team);
  if (!standing.mayAct) {
    throw await denyForRight(engine, {
      title: `Create ${kind.title.toLowerCase()} ${desired.name}`,
      requester,
      message: `team: ${notYourTeam(desired.team)}`,
      about: {
        kind: kind.id,
        resourceName: desired.name,
        team: desired.team,
        environment: desired.environment,
      },
    });
  }
  const assessed = await assessChange(engine, prepared.change);
  if (!assessed.ok) {
    throw await deny(assessed.problems);
  }
  const { change } = assessed;
  if (options.draft) {
    return saveDraft(engine, change, { idempotency, draft });
  }
  const { alongside } = options;
  const request = await accept(engine, change, {
    idempotency,
    draft,
    alongside,
  });
  await announceRequest(engine, request);
  return request;
}

/** Accepts what has no problems; what has is refused and leaves a record. */
export async function accept(
  engine: Engine,
  change: AssessedChange,
  options: AcceptOptions,
): Promise<RequestRow> {
  const refuse = (denied: Pick<RequestDeniedError, 'problems' | 'quota'>) =>
    denyRequest(engine, {
      title: change.title,
      kind: change.kind.id,
      requester: change.requester,
      problems: denied.problems,
      change,
      quota: denied.quota,
    });
  if (change.problems.length > 0) {
    throw await refuse(change);
  }
  try {
    return await acceptChange(engine, change, options);
  } catch (error) {
    if (error instanceof RequestDeniedError) {
      throw await refuse(error);
    }
    throw translateConflict(error, change);
  }
}
