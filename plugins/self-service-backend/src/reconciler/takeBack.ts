import { ResourceState } from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  Step,
  StepContext,
} from '@slipway/plugin-self-service-node';
import { Knex } from 'knex';
import { giveBack } from '../service/endRequest';
import { endOpenDrift } from '../store/drift';
import { moveRequest } from '../store/moveRequest';
import { moveResource } from '../store/moveResource';
import { readJournal } from '../store/journal';
import { RequestRow, ResourceRow, StepRow } from '../store/rows';
import { destroyResource } from './destroyResource';
import { failRequest } from './failRequest';
import { again, Outcome, Pass, recordOf, waitUntil } from './pass';
import { reportHanging } from './reportHanging';
import { tellRequester } from './tell';
import { walkSteps, WalkResult } from './walkSteps';

/**
 * A request that is being cancelled or rolled back: a creation is destroyed, a
 * change goes back to what was there before, and so does a deletion that failed
 * halfway. A deletion that can still be undone is; one that is under way goes
 * on, for what is gone cannot be brought back by stopping.
 */
export async function takeBack(
  pass: Pass,
  row: ResourceRow,
  request: RequestRow,
): Promise<Outcome> {
  const deletes = request.action === 'destroy';
  if (deletes && row.state === 'destroying') {
    return destroyResource(pass, row, request);
  }
  if (deletes && row.state === 'expiring') {
    return end(pass, request);
  }
  const creates = request.action === 'create';
  const to = creates ? 'destroying' : 'changing';
  if (row.state !== to) {
    return beginTakingBack(pass, request, to);
  }
  const walked = creates
    ? await walkToNothing(pass, request)
    : await walkToPrevious(pass, request, request.previous ?? request.desired);
  switch (walked.result) {
    case 'done':
      return end(pass, request);
    case 'failed':
      return failRequest(pass, request, walked.failure, walked.step);
    case 'waiting':
      if (creates) {
        await reportHanging(pass, row, request, walked.since);
      }
      return waitUntil(walked.until);
    default:
      return again;
  }
}

async function beginTakingBack(
  pass: Pass,
  request: RequestRow,
  to: ResourceRow['state'],
): Promise<Outcome> {
  const { engine, lease } = pass;
  await lease.write(async (trx, current) => {
    await trx<StepRow>('steps')
      .where({ request_id: request.id, phase: 'undo' })
      .whereNot({ state: 'done' })
      .delete();
    await moveResource(trx, current, to, {
      now: engine.now(),
      set: { failure: null },
    });
  });
  return again;
}

/**
 * First the steps that were begun take back what they did, the last first, also
 * those of which nobody knows how far they came; then what the inventory holds.
 */
async function walkToNothing(
  pass: Pass,
  request: RequestRow,
): Promise<WalkResult> {
  const { engine, kind } = pass;
  const begun = await readJournal(engine.knex, {
    request_id: request.id,
    phase: 'do',
  });
  const touched = new Set(
    begun.filter(step => step.state !== 'waiting').map(step => step.key),
  );
  return walkSteps(pass, {
    request,
    phase: 'undo',
    resource: request.desired,
    plan: () => null,
    list: context => [
      ...kind
        .steps({ ...context, plan: request.plan })
        .filter(step => touched.has(step.key))
        .reverse()
        .flatMap(undoing),
      ...kind.destroy(context),
    ],
  });
}

function undoing(step: Step): Step[] {
  const undo = step.undo;
  return undo
    ? [
        {
          key: `undo:${step.key}`,
          title: `Take back: ${step.title}`,
          repeatable: true,
          check: async () => ({
            done: false,
            waitingFor: 'it has to be taken back',
          }),
          do: (context: StepContext) => undo(context),
        },
      ]
    : [];
}

async function walkToPrevious(
  pass: Pass,
  request: RequestRow,
  previous: DesiredResource,
): Promise<WalkResult> {
  return walkSteps(pass, {
    request,
    phase: 'undo',
    resource: previous,
    plan: () => pass.kind.plan(previous),
    list: context => pass.kind.steps(context),
  });
}

/** Where a resource goes on after a change or a deletion was taken back. */
function standingState(row: ResourceRow, request: RequestRow): ResourceState {
  const before = row.state_before_expiring;
  if (request.action === 'destroy' && row.state === 'expiring' && before) {
    return before;
  }
  if (request.action !== 'destroy' && before) {
    return 'expiring';
  }
  const paused = request.previous?.paused ?? row.paused;
  return paused ? 'suspended' : 'ready';
}

async function end(pass: Pass, request: RequestRow): Promise<Outcome> {
  const { engine, lease, kind } = pass;
  const row = await lease.write(async (trx, current) => {
    const moved = await writeEnd(pass, trx, current, request);
    const record = (event: string) =>
      engine.audit.append(trx, {
        ...recordOf(moved, request),
        event,
        after: { state: moved.state },
      });
    await record(
      request.cancel_reason === 'rolled-back'
        ? 'request.rolled-back'
        : 'request.cancelled',
    );
    if (request.action === 'destroy') {
      await record('resource.undo');
    }
    return moved;
  });
  engine.announcer.changed({ resourceId: row.id, requestId: request.id });
  const outcome = request.action === 'destroy' ? 'undone' : 'taken back';
  await tellRequester(pass, request, {
    title: `${request.title}: ${outcome}`,
    description: `${kind.title} ${row.name} is ${row.state}.`,
    severity: 'normal',
    topic: 'taken-back',
  });
  return again;
}

async function writeEnd(
  { engine }: Pass,
  trx: Knex,
  row: ResourceRow,
  request: RequestRow,
): Promise<ResourceRow> {
  const now = engine.now();
  await moveRequest(trx, request, 'cancelled', { now });
  await trx<StepRow>('steps')
    .where({ request_id: request.id, phase: 'do', state: 'done' })
    .update({ state: 'undone' });
  if (request.action !== 'destroy') {
    await giveBack(engine, trx, request);
  }
  if (request.action === 'create') {
    await endOpenDrift(trx, row.id, now);
    return moveResource(trx, row, 'cancelled', {
      now,
      set: { failure: null, blockers: [], next_run_at: null },
    });
  }
  return moveResource(trx, row, standingState(row, request), {
    now,
    set: {
      failure: null,
      ...(request.action === 'destroy' && {
        undo_until: null,
        state_before_expiring: null,
        expiry_stage: 'none',
        expiry_stage_since: null,
      }),
    },
  });
}
