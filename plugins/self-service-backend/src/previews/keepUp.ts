import { engineActor } from '../audit/engineActor';
import { Engine } from '../ports';
import { cancelRequest } from '../service/cancelRequest';
import { requestAction } from '../service/requestAction';
import { retryRequest } from '../service/retryRequest';
import { findOpenRequest } from '../store/findOpenRequest';
import { RequestRow, ResourceRow } from '../store/rows';
import { PreviewRow } from './previewRow';
import { previewService } from './previewService';

/**
 * Work on the pull request is use of its environment, which extends its life.
 *
 * @returns whether there was some that was not noted yet
 */
export async function noteActivity(
  engine: Engine,
  row: PreviewRow,
  resource: ResourceRow,
): Promise<boolean> {
  if (resource.last_active_at && resource.last_active_at >= row.active_at) {
    return false;
  }
  await engine.knex.transaction(async trx => {
    await trx<ResourceRow>('resources')
      .where({ id: resource.id })
      .update({
        // The kind may have seen it used meanwhile.
        last_active_at: trx.raw('GREATEST(last_active_at, ?::timestamptz)', [
          row.active_at,
        ]),
      });
    await engine.wakeUps.wake(trx, resource.id);
  });
  return true;
}

/**
 * What brings an environment back that is of use again; undefined when nothing
 * is to be done. It goes by what is there now, so that what was left half done
 * goes on. What a person did stays: a deletion, a pause, a change that failed.
 */
export async function findComeback(
  engine: Engine,
  row: PreviewRow,
  resource: ResourceRow,
): Promise<(() => Promise<void>) | undefined> {
  const request = await findOpenRequest(engine.knex, resource.id);
  if (request) {
    return comebackFrom(engine, row, resource, request);
  }
  const actions = await actionsFor(engine, row, resource);
  if (actions.length === 0) {
    return undefined;
  }
  return async () => {
    for (const action of actions) {
      await requestAction(engine, {
        resourceId: resource.id,
        action,
        input: {},
        reason: reasonOf(row),
        requester: previewService,
      });
    }
  };
}

function comebackFrom(
  engine: Engine,
  row: PreviewRow,
  resource: ResourceRow,
  request: RequestRow,
): (() => Promise<void>) | undefined {
  const { action, state } = request;
  const of = {
    requestId: request.id,
    reason: reasonOf(row),
    by: previewService,
  };
  if (action === 'destroy') {
    // Asked for when the pull request was closed, and it is open again.
    const canBeUndone =
      request.requested_by === previewService.ref &&
      resource.state !== 'destroying' &&
      !['failed', 'cancelling'].includes(state);
    return canBeUndone
      ? async () => void (await cancelRequest(engine, of))
      : undefined;
  }
  const failed =
    state === 'failed' &&
    ['create', 'wake'].includes(action) &&
    row.active_at > request.updated_at;
  return failed ? async () => void (await retryRequest(engine, of)) : undefined;
}

/** By which one opening of a pull request makes one environment. */
export function creationKey({ id, round }: PreviewRow): string {
  return `preview-${id}-${round}`;
}

/**
 * Whether there was work since the end of an environment began, so that another
 * one is wanted. A creation that was given up is over when it has ended, but for
 * one of an earlier opening: that was given up since the pull request was closed.
 */
export async function isWantedAnew(
  { knex }: Engine,
  row: PreviewRow,
  resource: ResourceRow,
): Promise<boolean> {
  const requests = knex<RequestRow>('requests').where({
    resource_id: resource.id,
  });
  const deletion = await requests
    .clone()
    .where({ action: 'destroy', state: 'done' })
    .first();
  if (deletion) {
    return row.active_at > deletion.requested_at;
  }
  const creation = await requests.clone().where({ action: 'create' }).first();
  const earlier =
    creation !== undefined && creation.idempotency_key !== creationKey(row);
  return earlier || row.active_at > resource.updated_at;
}

/** Against what time has brought about, where there was work since. */
async function actionsFor(
  engine: Engine,
  row: PreviewRow,
  resource: ResourceRow,
): Promise<string[]> {
  const { state, expires_at: end, expiry_stage_since: since } = resource;
  const late =
    end !== null &&
    end <= engine.now() &&
    since !== null &&
    row.active_at > since;
  if (state === 'expiring') {
    return late ? ['undo-destroy'] : [];
  }
  if (state !== 'suspended') {
    return [];
  }
  const pause = await engine
    .knex<RequestRow>('requests')
    .where({ resource_id: resource.id, action: 'pause', state: 'done' })
    .orderBy('requested_at', 'desc')
    .first();
  const wakes =
    pause?.requested_by === engineActor && row.active_at > pause.requested_at;
  return [...(late ? ['extend'] : []), ...(wakes ? ['wake'] : [])];
}

function reasonOf({ repository, number }: PreviewRow): string {
  return `Work on ${repository}#${number}`;
}
