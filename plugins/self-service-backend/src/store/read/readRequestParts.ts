import { Decision } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { RequestRow, StepRow } from '../rows';

export type DecisionRow = {
  id: string;
  request_id: string;
  decision: Decision['decision'];
  by: string;
  as: string;
  approvers: string[];
  plan_hash: string;
  reason: string | null;
  at: Date;
};

/** Undefined when there is none. */
export async function findRequest(
  knex: Knex,
  id: string,
): Promise<(RequestRow & { resource_name: string }) | undefined> {
  return knex('requests')
    .join('resources', 'resources.id', 'requests.resource_id')
    .where('requests.id', id)
    .first('requests.*', { resource_name: 'resources.name' });
}

export async function readDecisions(
  knex: Knex,
  requestId: string,
): Promise<DecisionRow[]> {
  return knex<DecisionRow>('decisions')
    .where({ request_id: requestId })
    .orderBy('at');
}

/** The last decision on each of some requests, by the request. */
export async function readLastDecisions(
  knex: Knex,
  requestIds: readonly string[],
): Promise<Map<string, DecisionRow>> {
  const rows = await knex<DecisionRow>('decisions')
    .whereIn('request_id', requestIds)
    .orderBy('at');
  return new Map(rows.map(row => [row.request_id, row]));
}

/** In the order in which they are walked; what is taken back comes after. */
export async function readSteps(
  knex: Knex,
  requestId: string,
): Promise<StepRow[]> {
  return knex<StepRow>('steps')
    .where({ request_id: requestId })
    .orderBy(['phase', 'position']);
}

/** Whether somebody has used an idempotency key before. */
export async function findRequestByKey(
  knex: Knex,
  of: { requestedBy: string; key: string | undefined },
): Promise<string | undefined> {
  if (of.key === undefined) {
    return undefined;
  }
  const row = await knex('requests')
    .where({ requested_by: of.requestedBy, idempotency_key: of.key })
    .first('id');
  return row?.id;
}
