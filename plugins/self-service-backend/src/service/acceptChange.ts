import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { addDuration } from '@slipway/plugin-self-service-common';
import { Engine } from '../ports';
import { insertRequest, NewRequest } from '../store/insertRequest';
import { insertResource, NewResource } from '../store/insertResource';
import { moveRequest } from '../store/moveRequest';
import { moveResource } from '../store/moveResource';
import { RequestRow, ResourceRow } from '../store/rows';
import { AssessedChange } from './change';
import { RequestDeniedError } from './errors';
import { describeChange } from './describeChange';
import { holdPlan } from './holdPlan';
import { judgeInTurn } from './judgeInTurn';
import { Idempotency } from './onceByKey';
import { decidedTimes, waitingTimes } from './waitingTimes';

export type AcceptOptions = {
  idempotency?: Idempotency;
  draft?: RequestRow;
  /** Written with it; what it throws keeps the change from being accepted. */
  alongside?: (trx: Knex, resourceId: string) => Promise<void>;
};

/**
 * Writes an accepted change in one transaction: the rows, the quota it holds,
 * their first moves, the wake-up and the audit record. The team's turn and the
 * quota's limits are locked after the rows are written and the audit comes last,
 * so that any number of submissions at once wait for each other in one order.
 *
 * @throws RequestDeniedError when the quota or the budget is used up by now
 * @throws ConflictError when there is an open request for the resource, or it
 * changed since it was planned
 */
export async function acceptChange(
  engine: Engine,
  change: AssessedChange,
  options: AcceptOptions = {},
): Promise<RequestRow> {
  return engine.knex.transaction(async trx => {
    const now = engine.now();
    const resource = await writeResource(engine, trx, change, options.draft);
    const written = await writeRequest(engine, trx, change, options);
    await options.alongside?.(trx, resource.id);
    await judgeInTurn(engine, trx, change);
    const { effects, problems } = await holdPlan(trx, written);
    if (problems.length > 0) {
      throw new RequestDeniedError(change.title, { problems, quota: effects });
    }
    const judged = await moveRequest(trx, written, 'judged', {
      now,
      set: { quota: effects },
    });
    const next = change.approval ? 'waiting-for-approval' : 'approved';
    const request = await moveRequest(trx, judged, next, {
      now,
      set: change.approval
        ? waitingTimes(engine)
        : { ...decidedTimes, approved_hash: change.hash },
    });
    if (change.action === 'create') {
      const row = await moveResource(trx, resource, 'judged', { now });
      await moveResource(trx, row, next, {
        now,
        set: change.approval ? {} : lifeFrom(row, now),
      });
    }
    if (!change.approval) {
      await engine.wakeUps.wake(trx, resource.id);
    }
    await engine.audit.append(trx, {
      ...describeChange(change, request),
      event: 'request.submitted',
    });
    return request;
  });
}

/** A life is counted from when it may begin, not from when it was asked for. */
export function lifeFrom(
  { ttl }: Pick<ResourceRow, 'ttl'>,
  now: Date,
): Pick<ResourceRow, 'lives_since' | 'expires_at'> {
  return {
    lives_since: now,
    expires_at: ttl === null ? null : addDuration(now, ttl),
  };
}

/** The row of what is new, or the locked row of what is there. */
export async function writeResource(
  engine: Engine,
  trx: Knex,
  change: AssessedChange,
  draft: RequestRow | undefined,
): Promise<ResourceRow> {
  const { desired, resource } = change;
  if (resource) {
    return lockUnchanged(trx, resource);
  }
  const row = toResourceRow(engine, change);
  if (!draft) {
    return insertResource(trx, row);
  }
  const drafted = await trx<ResourceRow>('resources')
    .where({ id: desired.id })
    .forUpdate()
    .first();
  if (!drafted) {
    throw new ConflictError(`The draft of ${desired.name} is gone`);
  }
  const { created_at: _, ...fields } = row;
  return moveResource(trx, drafted, 'draft', {
    now: engine.now(),
    set: fields,
  });
}

async function lockUnchanged(
  trx: Knex,
  planned: ResourceRow,
): Promise<ResourceRow> {
  const row = await trx<ResourceRow>('resources')
    .where({ id: planned.id })
    .forUpdate()
    .first();
  if (
    !row ||
    row.generation !== planned.generation ||
    row.state !== planned.state
  ) {
    throw new ConflictError(
      `${planned.name} changed while this was planned (it was ${
        planned.state
      } and is ${row?.state ?? 'gone'}); look at it again and repeat`,
    );
  }
  return row;
}

function toResourceRow(engine: Engine, change: AssessedChange): NewResource {
  const { desired, computed, requester, ttl } = change;
  const now = engine.now();
  return {
    id: desired.id,
    kind: desired.kind,
    name: desired.name,
    target: desired.target,
    team: desired.team,
    environment: desired.environment,
    environment_class: desired.environmentClass,
    cost_center: desired.costCenter,
    system: desired.system,
    component: desired.component,
    state: 'draft',
    spec: desired.spec,
    template_version: desired.templateVersion,
    adoption: desired.adoption,
    requested_by: requester.onBehalfOf ?? requester.ref,
    cost: computed.cost,
    ttl,
    created_at: now,
    updated_at: now,
  };
}

/** The request as a draft: what the moves start from. */
export async function writeRequest(
  engine: Engine,
  trx: Knex,
  change: AssessedChange,
  options: { idempotency?: Idempotency; draft?: RequestRow },
): Promise<RequestRow> {
  const { draft } = options;
  const row = toRequestRow(engine, change, options.idempotency);
  if (!draft) {
    return insertRequest(trx, row);
  }
  const { id: _, idempotency_key: __, asked_hash: ___, ...fields } = row;
  return moveRequest(trx, draft, 'draft', { now: engine.now(), set: fields });
}

function toRequestRow(
  engine: Engine,
  change: AssessedChange,
  idempotency: Idempotency | undefined,
): NewRequest {
  const { computed, requester } = change;
  const now = engine.now();
  return {
    id: engine.newId(),
    resource_id: change.desired.id,
    kind: change.kind.id,
    action: change.action,
    title: change.title,
    state: 'draft',
    inputs: change.inputs,
    desired: change.desired,
    previous: change.previous,
    reason: change.reason,
    plan: computed.plan,
    changes: computed.changes,
    observed: computed.observed,
    plan_hash: change.hash,
    policy_version: computed.policyVersion,
    verdicts: change.verdicts,
    quota: change.quota,
    cost: computed.cost,
    cost_before: computed.costBefore,
    approval: change.approval,
    requested_by: requester.ref,
    on_behalf_of: requester.onBehalfOf ?? null,
    idempotency_key: idempotency?.key ?? null,
    asked_hash: idempotency?.askedHash ?? null,
    requested_at: now,
    updated_at: now,
    expires_at: waitingTimes(engine).expires_at,
  };
}
