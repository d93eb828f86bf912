import { JsonObject } from '@slipway/plugin-self-service-common';
import { Requester } from '../service/requester';
import {
  previewAction,
  requestAction,
  RequestActionOptions,
} from '../service/requestAction';
import { submitRequest, SubmitOptions } from '../service/submitRequest';
import { RequestRow, ResourceRow } from '../store/rows';
import { byAna, byJoel, checkout, TestEngine } from './engine';

/** What somebody of the team says who wants a bucket. */
export function bucketInputs(fields: JsonObject = {}): JsonObject {
  return { name: 'photos', team: checkout, environment: 'dev', ...fields };
}

/** Asks for a bucket as somebody of the team would. */
export function submitBucket(
  engine: TestEngine,
  fields: JsonObject = {},
  more: Partial<SubmitOptions> = {},
): Promise<RequestRow> {
  return submitRequest(engine, {
    kind: 'bucket',
    inputs: bucketInputs(fields),
    requester: byAna,
    ...more,
  });
}

/** Asks for a bucket that somebody has to agree to. */
export function submitForApproval(
  engine: TestEngine,
  fields: JsonObject = {},
  more: Partial<SubmitOptions> = {},
): Promise<RequestRow> {
  return submitBucket(engine, { environment: 'production', ...fields }, more);
}

/** Asks for an action of a resource. */
export function act(
  engine: TestEngine,
  resourceId: string,
  action: string,
  input: JsonObject = {},
  more: Partial<RequestActionOptions> = {},
) {
  const wanted = { resourceId, action, input, requester: byAna, ...more };
  return requestAction(engine, wanted);
}

/** Looks at what an action of a resource would do. */
export function previewAct(
  engine: TestEngine,
  resourceId: string,
  action: string,
  input: JsonObject = {},
) {
  return previewAction(engine, {
    resourceId,
    action,
    input,
    requester: byAna,
  });
}

/** A decision on a request as it stands; a lead of the team decides. */
export function decisionOn(
  request: RequestRow,
  by: Requester = byJoel,
  more: { planHash?: string; reason?: string } = {},
) {
  return { requestId: request.id, planHash: request.plan_hash, by, ...more };
}

export async function readResource(
  engine: TestEngine,
  id: string,
): Promise<ResourceRow> {
  const row = await engine.knex<ResourceRow>('resources').where({ id }).first();
  if (!row) {
    throw new Error(`There is no resource ${id}`);
  }
  return row;
}

export async function readRequest(
  engine: TestEngine,
  id: string,
): Promise<RequestRow> {
  const row = await engine.knex<RequestRow>('requests').where({ id }).first();
  if (!row) {
    throw new Error(`There is no request ${id}`);
  }
  return row;
}

/** Where all requests and resources are, and how much is held for them. */
export async function readStates({ knex }: TestEngine) {
  return {
    requests: await knex('requests').orderBy('title').pluck('state'),
    resources: await knex('resources').orderBy('name').pluck('state'),
    reservations: (await knex('reservations')).length,
  };
}
