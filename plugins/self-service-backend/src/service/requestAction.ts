import { ConflictError } from '@backstage/errors';
import {
  IssuedSecret,
  JsonObject,
  Preview,
  Problem,
} from '@slipway/plugin-self-service-common';
import { Engine } from '../ports';
import { RequestRow, ResourceRow } from '../store/rows';
import { findAction } from '../kinds/actionsOf';
import { ActionDefinition } from '../kinds/engineActions';
import { actAtOnce, previewAtOnce } from './actAtOnce';
import { announceRequest } from './announce';
import { assessChange } from './assessChange';
import { denyForRight, denyRequest } from './denyRequest';
import { describeResource } from './describeChange';
import { findResourceRow } from './findRequestRow';
import { issueSecret } from './issueSecret';
import { judgeAtOnce } from './judgeAtOnce';
import { hashOf, Idempotency, onceByKey } from './onceByKey';
import { CheckedAction, checkAction, prepareAction } from './prepareAction';
import { emptyPreview, previewChange } from './previewRequest';
import { canonicalRequester, Requester } from './requester';
import { accept } from './submitRequest';

export type RequestActionOptions = {
  resourceId: string;
  action: string;
  input: JsonObject;
  reason?: string;
  requester: Requester;
  /** Repeating with the same key answers with the first request. */
  idempotencyKey?: string;
};

export type ActionOutcome = {
  /** Of a clone: the resource that it is a clone of. */
  resource: ResourceRow;
  /** Where the action asks for a change. */
  request?: RequestRow;
  /** Shown once; stored nowhere. */
  issued?: IssuedSecret;
};

/**
 * What an action would come to. What is wrong is part of the answer; nothing is
 * stored, nothing is issued.
 *
 * @throws NotFoundError when there is no such resource or action
 */
export async function previewAction(
  engine: Engine,
  options: Omit<RequestActionOptions, 'idempotencyKey'>,
): Promise<Preview> {
  const resource = await findResourceRow(engine.knex, options.resourceId);
  const check = await checkAction(engine, { ...options, resource });
  if (!check.ok) {
    return emptyPreview(resource.kind, options.action, check.problems);
  }
  const { checked } = check;
  if (isDoneAtOnce(checked.action)) {
    return previewAtOnce(engine, checked);
  }
  return previewChange(engine, await prepareAction(engine, checked), {
    kind: resource.kind,
    action: options.action,
  });
}

/**
 * Asks a resource to do something: a change becomes a request, a matter of time
 * or protection is done at once, a secret is answered.
 *
 * @throws RequestDeniedError with every field, rule and remedy
 * @throws NotAllowedError when the requester may not
 * @throws ConflictError when its state does not allow it
 */
export async function requestAction(
  engine: Engine,
  options: RequestActionOptions,
): Promise<ActionOutcome> {
  const { idempotencyKey } = options;
  const requester = canonicalRequester(options.requester);
  const resource = await findResourceRow(engine.knex, options.resourceId);
  const action = findAction(engine.kinds.get(resource.kind), options.action);
  const check = () => assertAction(engine, { ...options, resource });
  if (action.type === 'issue') {
    const checked = await assertJudged(engine, await check());
    return { resource, issued: await issueSecret(engine, checked) };
  }
  if (action.type === 'time') {
    const asked = { action: action.id, input: options.input };
    const actedKey =
      idempotencyKey &&
      `${requester.ref} ${idempotencyKey} ${hashOf({ requester, asked })}`;
    if (actedKey !== undefined && actedKey === resource.acted_key) {
      return { resource };
    }
    const checked = await assertJudged(engine, await check());
    return { resource: await actAtOnce(engine, { ...checked, actedKey }) };
  }
  const clones = action.type === 'clone';
  const request = await onceByKey(
    engine,
    {
      requester,
      idempotencyKey,
      kind: resource.kind,
      action: clones ? 'create' : action.id,
      ...(!clones && { resourceId: resource.id }),
      asked: { input: options.input },
    },
    async idempotency => submitAction(engine, await check(), idempotency),
  );
  return { resource, request };
}

async function submitAction(
  engine: Engine,
  checked: CheckedAction,
  idempotency: Idempotency | undefined,
): Promise<RequestRow> {
  const prepared = await prepareAction(engine, checked);
  const assessed = prepared.ok
    ? await assessChange(engine, prepared.change)
    : prepared;
  if (!assessed.ok) {
    throw await denyAction(engine, checked, assessed.problems);
  }
  const request = await accept(engine, assessed.change, { idempotency });
  await announceRequest(engine, request);
  return request;
}

async function assertAction(
  engine: Engine,
  options: RequestActionOptions & { resource: ResourceRow },
): Promise<CheckedAction> {
  const check = await checkAction(engine, options);
  if (check.ok) {
    return check.checked;
  }
  const [problem] = check.problems;
  switch (check.because) {
    case 'right':
      throw await denyForRight(engine, {
        title: `The action ${options.action} of ${options.resource.name}`,
        requester: options.requester,
        message: problem.message,
        about: describeResource(options.resource),
      });
    case 'state':
      throw new ConflictError(problem.message);
    default:
      throw await denyAction(engine, options, check.problems);
  }
}

function isDoneAtOnce({ type }: ActionDefinition): boolean {
  return type === 'time' || type === 'issue';
}

/** @throws RequestDeniedError when a policy or a setting is against it */
async function assertJudged(
  engine: Engine,
  checked: CheckedAction,
): Promise<CheckedAction> {
  const { problems } = await judgeAtOnce(engine, checked);
  if (problems.length > 0) {
    throw await denyAction(engine, checked, problems);
  }
  return checked;
}

function denyAction(
  engine: Engine,
  of: {
    resource: ResourceRow;
    action: string | { id: string };
    requester: Requester;
  },
  problems: Problem[],
) {
  const { resource, action, requester } = of;
  const id = typeof action === 'string' ? action : action.id;
  return denyRequest(engine, {
    title: `The action ${id} of ${resource.name}`,
    kind: resource.kind,
    requester,
    problems,
  });
}
