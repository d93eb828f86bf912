import { diffItems } from '@slipway/plugin-self-service-common';
import { DesiredResource } from '@slipway/plugin-self-service-node';
import { Knex } from 'knex';
import { engineActor } from '../audit';
import { planHash } from '../service/planHash';
import { insertRequest } from '../store/insertRequest';
import { readInventory } from '../store/inventory';
import { RequestRow, ResourceRow, toDesiredResource } from '../store/rows';
import { Pass, recordOf } from './pass';

/**
 * What the engine asks of itself when a time has come: a request like any
 * other, with its journal and its records, that nobody has to approve.
 *
 * @param action - `pause` or `destroy`
 */
export async function insertSystemRequest(
  pass: Pass,
  trx: Knex,
  row: ResourceRow,
  of: { action: 'pause' | 'destroy'; title: string; reason: string },
): Promise<RequestRow> {
  const { engine } = pass;
  const now = engine.now();
  const current = toDesiredResource(row);
  const desired =
    of.action === 'pause' ? { ...current, paused: true } : current;
  const planned = await planOf(pass, trx, of.action, { current, desired });
  const policyVersion = engine.policies.version();
  const { action } = of;
  const hash = planHash({
    ...{ action, desired, policyVersion, approval: null },
    ...planned,
  });
  const request = await insertRequest(trx, {
    id: engine.newId(),
    resource_id: row.id,
    kind: row.kind,
    action,
    title: of.title,
    state: 'running',
    inputs: {},
    desired,
    previous: current,
    reason: of.reason,
    ...planned,
    observed: false,
    plan_hash: hash,
    policy_version: policyVersion,
    verdicts: [],
    quota: [],
    approval: null,
    requested_by: engineActor,
    on_behalf_of: null,
    idempotency_key: null,
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

async function planOf(
  pass: Pass,
  trx: Knex,
  action: string,
  of: { current: DesiredResource; desired: DesiredResource },
): Promise<Pick<RequestRow, 'plan' | 'changes' | 'cost' | 'cost_before'>> {
  const { engine, kind } = pass;
  const inventory = await readInventory(trx, of.current.id);
  const made = inventory.map(entry => ({ ...entry, title: entry.reference }));
  if (action === 'destroy') {
    // A deletion asks no template, which may not be there any more.
    const changes = diffItems({ desired: [], found: undefined, made });
    return { plan: null, changes, cost: null, cost_before: null };
  }
  const before = kind.plan(of.current);
  const plan = kind.plan(of.desired);
  const at = engine.now();
  return {
    plan,
    changes: diffItems({
      desired: plan.items,
      found: before.items.map(({ key, desired }) => ({ key, actual: desired })),
      made,
    }),
    cost: engine.prices.estimate(plan.demands, at),
    cost_before: engine.prices.estimate(before.demands, at),
  };
}
