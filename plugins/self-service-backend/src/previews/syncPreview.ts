import { isError } from '@backstage/errors';
import { standingStates } from '@slipway/plugin-self-service-common';
import { Engine } from '../ports';
import { cancelRequest } from '../service/cancelRequest';
import { requestAction } from '../service/requestAction';
import { submitRequest } from '../service/submitRequest';
import { ResourceRow } from '../store/rows';
import { claimPreview, releasePreview } from './claimPreview';
import {
  creationKey,
  findComeback,
  isWantedAnew,
  noteActivity,
} from './keepUp';
import { namePreview } from './namePreview';
import { describeNoRoom, takePlace } from './placeOfPreview';
import { PreviewContext } from './previewContext';
import { PreviewRow, resourceOf } from './previewRow';
import { previewService } from './previewService';
import { PreviewSettings } from './previewSettings';
import { tellPullRequest } from './tellPullRequest';

type Step = Partial<Pick<PreviewRow, 'resource_id' | 'round' | 'problem'>>;

/**
 * Brings one preview in step with its pull request: level-triggered, so it may
 * be called at any time, by any replica, any number of times. Where another one
 * is at it, that one sees what is new when it is done.
 */
export async function syncPreview(
  engine: Engine,
  context: PreviewContext,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  let news = true;
  while (news && !signal.aborted) {
    const row = await claimPreview(engine.knex, id);
    if (!row) {
      return;
    }
    try {
      await bringInStep(engine, context, row, signal);
    } finally {
      news = await releasePreview(engine.knex, row);
    }
  }
}

async function bringInStep(
  engine: Engine,
  context: PreviewContext,
  row: PreviewRow,
  signal: AbortSignal,
): Promise<void> {
  const { knex } = engine;
  const resource = await resourceOf(knex, row);
  const step =
    row.wanted === 'open'
      ? await open(engine, context.settings, row, resource)
      : await close(engine, row, resource);
  const now = { ...row, ...step };
  const { resource_id, round, problem } = now;
  if (
    resource_id !== row.resource_id ||
    round !== row.round ||
    problem !== row.problem
  ) {
    await knex<PreviewRow>('previews')
      .where({ id: row.id, claim: row.claim })
      .update({ ...step, updated_at: engine.now() });
  }
  await tellPullRequest(engine, context, now, signal);
}

function isGone(resource: ResourceRow): boolean {
  return resource.state === 'destroyed' || resource.state === 'cancelled';
}

async function open(
  engine: Engine,
  settings: PreviewSettings,
  row: PreviewRow,
  resource: ResourceRow | undefined,
): Promise<Step> {
  if (resource && !isGone(resource)) {
    return keepUp(engine, row, resource);
  }
  if (resource) {
    // It ended while the pull request stayed open. Work on it brings another.
    return (await isWantedAnew(engine, row, resource))
      ? { round: row.round + 1, resource_id: null }
      : {};
  }
  const full = await describeNoRoom(engine.knex, settings, row);
  if (full !== undefined) {
    return { problem: full };
  }
  return orProblem(async () => {
    const request = await submitRequest(engine, {
      kind: settings.kind,
      inputs: {
        ...settings.inputs,
        name: namePreview(settings.name, row),
        team: row.team,
        environment: settings.environment,
        component: row.component,
      },
      reason: `Preview of ${row.repository}#${row.number}`,
      requester: previewService,
      idempotencyKey: creationKey(row),
      alongside: (trx, id) => takePlace(trx, settings, row, id),
    });
    return { resource_id: request.resource_id, problem: null };
  });
}

async function keepUp(
  engine: Engine,
  row: PreviewRow,
  resource: ResourceRow,
): Promise<Step> {
  const noted = await noteActivity(engine, row, resource);
  const comeBack = await findComeback(engine, row, resource);
  if (!comeBack) {
    return { problem: null };
  }
  // What was refused is asked for again with the next work, not each minute.
  return row.problem !== null && !noted
    ? {}
    : orProblem(async () => {
        await comeBack();
        return { problem: null };
      });
}

async function close(
  engine: Engine,
  row: PreviewRow,
  resource: ResourceRow | undefined,
): Promise<Step> {
  if (
    !resource ||
    isGone(resource) ||
    ['expiring', 'destroying'].includes(resource.state)
  ) {
    return { problem: null };
  }
  return orProblem(async () => {
    const reason = `${row.repository}#${row.number} is closed`;
    const request = await engine
      .knex('requests')
      .where({ resource_id: resource.id })
      .whereNotIn('state', ['done', 'cancelled'])
      .first();
    if (request) {
      // What has not begun ends here; what has is taken back.
      await cancelRequest(engine, {
        requestId: request.id,
        reason,
        by: previewService,
      });
    } else if (standingStates.includes(resource.state)) {
      await requestAction(engine, {
        resourceId: resource.id,
        action: 'destroy',
        input: { confirmName: resource.name, acceptDependants: true },
        reason,
        requester: previewService,
      });
    }
    return { problem: null };
  });
}

/** A refusal is the answer; anything else is tried again by the sweep. */
async function orProblem(run: () => Promise<Step>): Promise<Step> {
  try {
    return await run();
  } catch (error) {
    if (
      isError(error) &&
      [
        'InputError',
        'ConflictError',
        'NotAllowedError',
        'NotFoundError',
      ].includes(error.name)
    ) {
      return { problem: error.message.slice(0, 1000) };
    }
    throw error;
  }
}
