import { diffItems, Verdict } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { engineActor } from '../audit';
import { planOfOld } from '../service/computePlan';
import { planHash } from '../service/planHash';
import { insertRequest } from '../store/insertRequest';
import { readInventory } from '../store/inventory';
import { RequestRow, ResourceRow, toDesiredResource } from '../store/rows';
import { Pass, recordOf } from './pass';

/** What the engine asks of itself when a time has come. */
export type SystemAction = 'pause' | 'destroy';

/** Why, in words. */
export const timeIsOver = 'Its time is over.';

/**
 * What the engine asks of itself when a time has come: a request like any
 * other, judged, with its journal and its records, that nobody has to approve.
 */
export async function insertSystemRequest(
  pass: Pass,
  trx: Knex,
  row: ResourceRow,
  of: { action: SystemAction; title: string; verdicts: Verdict[] },
): Promise<RequestRow> {
  const { engine } = pass;
  const now = engine.now();
  const { action, title, verdicts } = of;
  const planned = await planSystemRequest(pass, trx, row, action);
  const policyVersion = engine.policies.version();
  const hash = planHash({
    ...{ action, policyVersion, approval: null },
    ...planned,
  });
  const request = await insertRequest(trx, {
    id: engine.newId(),
    resource_id: row.id,
    kind: row.kind,
    action,
    title,
    state: 'running',
    inputs: {},
    reason: timeIsOver,
    ...planned,
    observed: false,
    plan_hash: hash,
    policy_version: policyVersion,
    verdicts,
    quota: [],
    approval: null,
    requested_by: engineActor,
    on_behalf_of: null,
    idempotency_key: null,
    asked_hash: null,
    requested_at: now,
    updated_at: now,
    expires_at: null,
  });
  await engine.audit.append(trx, {
    ...recordOf(row, request),
    event: 'request.started',
  });
  return request;
}

/**
 * What a pause or a deletion comes to.
 *
 * @throws InputError for a pause when the template's version is gone; see
 * canBePlanned
 */
export async function planSystemRequest(
  { engine, kind }: Pick<Pass, 'engine' | 'kind'>,
  knex: Knex,
  row: ResourceRow,
  action: SystemAction,
): Promise<
  Pick<
    RequestRow,
    'desired' | 'previous' | 'plan' | 'changes' | 'cost' | 'cost_before'
  >
> {
  const previous = toDesiredResource(row);
  const inventory = await readInventory(knex, row.id);
  const made = inventory.map(entry => ({ ...entry, title: entry.reference }));
  if (action === 'destroy') {
    // A deletion asks no template, which may not be there any more.
    const changes = diffItems({ desired: [], found: undefined, made });
    const nothing = { plan: null, cost: null, cost_before: null };
    return { desired: previous, previous, changes, ...nothing };
  }
  const desired = { ...previous, paused: true };
  const before = kind.plan(previous);
  const plan = kind.plan(desired);
  const at = engine.now();
  return {
    desired,
    previous,
    plan,
    changes: diffItems({
      desired: plan.items,
      found: before.items.map(item => ({ ...item, actual: item.desired })),
      made,
    }),
    cost: engine.prices.estimate(plan.demands, at),
    cost_before: engine.prices.estimate(before.demands, at),
  };
}

/** Whether the version of its template is still there. */
export function canBePlanned(
  { kind }: Pick<Pass, 'kind'>,
  row: ResourceRow,
): boolean {
  return planOfOld(kind, toDesiredResource(row)) !== undefined;
}
