import { NotFoundError } from '@backstage/errors';
import { Problem } from '@slipway/plugin-self-service-common';
import { Engine } from '../ports';
import { readQuotaEffects } from '../quota/quotaEffects';
import { readInventory } from '../store/inventory';
import { RequestRow, ResourceRow } from '../store/rows';
import { WantedChange } from './change';
import { computePlan, planOfOld } from './computePlan';
import { denialsOf, judge } from './judge';
import { planHash } from './planHash';
import { Requester } from './requester';

export type Rejudged = {
  /** What an approval would be bound to now. */
  hash: string;
  /** What keeps it from being carried out now, each with rule and remedy. */
  problems: Problem[];
  /** What the request's row would say now. */
  set: RejudgedColumns;
};

type RejudgedColumns = Pick<
  RequestRow,
  | 'plan'
  | 'changes'
  | 'observed'
  | 'plan_hash'
  | 'policy_version'
  | 'cost'
  | 'cost_before'
  | 'verdicts'
  | 'approval'
  | 'quota'
>;

/**
 * Plans and judges a stored request again, by the template, policies, prices
 * and people of now. Stores nothing. An approval, or that none was needed, holds
 * only while the hash is the one it was given for.
 */
export async function rejudge(
  engine: Engine,
  request: RequestRow,
): Promise<Rejudged> {
  const change = await toWantedChange(engine, request);
  const computed = await computePlan(engine, change);
  const quota = await readQuotaEffects(engine.knex, {
    resource: change.desired,
    usage: computed.plan?.usage ?? [],
    before: change.previous
      ? planOfOld(change.kind, change.previous)?.usage
      : [],
  });
  const judged = await judge(engine, change, computed, quota);
  // Whoever had to agree before still has to.
  const approval = judged.approval ?? request.approval;
  const hash = planHash({ ...change, ...computed, approval });
  return {
    hash,
    problems: [...computed.problems, ...denialsOf(judged.verdicts)],
    set: {
      plan: computed.plan,
      changes: computed.changes,
      observed: computed.observed,
      plan_hash: hash,
      policy_version: computed.policyVersion,
      cost: computed.cost,
      cost_before: computed.costBefore,
      verdicts: judged.verdicts,
      approval,
      quota,
    },
  };
}

/** The change that a stored request asks for. */
async function toWantedChange(
  engine: Engine,
  request: RequestRow,
): Promise<WantedChange> {
  const resource = await engine
    .knex<ResourceRow>('resources')
    .where({ id: request.resource_id })
    .first();
  if (!resource) {
    throw new NotFoundError(
      `The resource of the request '${request.title}' is gone`,
    );
  }
  return {
    kind: engine.kinds.get(request.kind),
    action: request.action,
    title: request.title,
    inputs: request.inputs,
    desired: request.desired,
    previous: request.previous,
    resource: request.action === 'create' ? null : resource,
    inventory: await readInventory(engine.knex, resource.id),
    ttl: resource.ttl,
    reason: request.reason,
    requester: requesterOf(request),
    problems: [],
  };
}

function requesterOf(request: RequestRow): Requester {
  return {
    ref: request.requested_by,
    type: request.requested_by.startsWith('user:') ? 'user' : 'service',
    onBehalfOf: request.on_behalf_of,
  };
}
