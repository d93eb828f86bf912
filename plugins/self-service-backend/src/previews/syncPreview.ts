import { createHash } from 'node:crypto';
import { isError } from '@backstage/errors';
import { standingStates } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { Engine } from '../ports';
import { cancelRequest } from '../service/cancelRequest';
import { requestAction } from '../service/requestAction';
import { submitRequest } from '../service/submitRequest';
import { Requester } from '../service/requester';
import { ResourceRow } from '../store/rows';
import { describePreview } from './describePreview';
import { Forge } from './forge';
import { addressPreview, namePreview } from './namePreview';
import { PreviewRow } from './previewRow';
import { PreviewSettings } from './previewSettings';

/** What bringing previews in step needs beside the engine. */
export type PreviewContext = {
  settings: PreviewSettings;
  forge: Forge | undefined;
  /** Where the portal's pages are. */
  portalUrl: string;
};

export const previewService: Requester = {
  ref: 'service:slipway-previews',
  type: 'service',
};

type Step = Partial<PreviewRow>;

/**
 * Brings one preview in step with its pull request: level-triggered, so it may
 * be called at any time, by any replica, any number of times.
 */
export async function syncPreview(
  engine: Engine,
  context: PreviewContext,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const row = await engine.knex.transaction(async trx => {
    const locked = await trx<PreviewRow>('previews')
      .where({ id })
      .forUpdate()
      .skipLocked()
      .first();
    if (!locked) {
      return undefined;
    }
    const resource = await resourceOf(trx, locked);
    const step =
      locked.wanted === 'open'
        ? await open(engine, context.settings, { trx, row: locked, resource })
        : await close(engine, locked, resource);
    const [written] = await trx<PreviewRow>('previews')
      .where({ id })
      .update({ ...step, updated_at: engine.now() })
      .returning('*');
    return written;
  });
  if (row) {
    await tellPullRequest(engine, context, row, signal);
  }
}

function resourceOf(
  knex: Knex,
  row: PreviewRow,
): Promise<ResourceRow | undefined> {
  return row.resource_id === null
    ? Promise.resolve(undefined)
    : knex<ResourceRow>('resources').where({ id: row.resource_id }).first();
}

function isGone(resource: ResourceRow): boolean {
  return resource.state === 'destroyed' || resource.state === 'cancelled';
}

async function open(
  engine: Engine,
  settings: PreviewSettings,
  of: { trx: Knex; row: PreviewRow; resource: ResourceRow | undefined },
): Promise<Step> {
  const { trx, row, resource } = of;
  if (resource && !isGone(resource)) {
    await noteActivity(engine, row, resource);
    return { problem: null };
  }
  if (resource) {
    // It ended while the pull request stayed open. Work on it brings another.
    return row.active_at > resource.updated_at
      ? { round: row.round + 1, resource_id: null }
      : {};
  }
  await trx.raw(`SELECT pg_advisory_xact_lock(hashtext(?))`, [
    `previews of ${row.team}`,
  ]);
  const standing = await countStanding(trx, row.team);
  if (standing >= settings.capPerTeam) {
    return {
      problem: `${row.team} has ${standing} preview environments and may have ${settings.capPerTeam} at once. Close a pull request, or ask a platform engineer for more.`,
    };
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
      idempotencyKey: `preview-${row.id}-${row.round}`,
    });
    return { resource_id: request.resource_id, problem: null };
  });
}

/** Of those that are on the way too: what is asked for is counted. */
async function countStanding(knex: Knex, team: string): Promise<number> {
  const [{ count }] = await knex('previews')
    .join('resources', 'resources.id', 'previews.resource_id')
    .where('previews.team', team)
    .whereNotIn('resources.state', ['destroyed', 'cancelled'])
    .count({ count: '*' });
  return Number(count);
}

async function noteActivity(
  engine: Engine,
  row: PreviewRow,
  resource: ResourceRow,
): Promise<void> {
  if (resource.last_active_at && resource.last_active_at >= row.active_at) {
    return;
  }
  await engine
    .knex<ResourceRow>('resources')
    .where({ id: resource.id })
    .update({ last_active_at: row.active_at });
  await engine.wakeUps.wake(engine.knex, resource.id);
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

/** One comment, written anew only when there is something new to say. */
async function tellPullRequest(
  engine: Engine,
  context: PreviewContext,
  row: PreviewRow,
  signal: AbortSignal,
): Promise<void> {
  const { forge, settings, portalUrl } = context;
  const resource = await resourceOf(engine.knex, row);
  const text = describePreview(row, {
    resource,
    address: settings.url && addressPreview(settings.url, row),
    page: resource && `${portalUrl}/self-service/resources/${resource.id}`,
  });
  const hash = createHash('sha256').update(text).digest('hex');
  if (forge && hash !== row.comment_hash) {
    await forge.comment(row.repository, row.number, text, signal);
  }
  await engine
    .knex<PreviewRow>('previews')
    .where({ id: row.id })
    .update({
      seen_state: resource?.state ?? null,
      ...(forge && { comment_hash: hash }),
    });
}
