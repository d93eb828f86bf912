import { Condition, ResourceState } from '@slipway/plugin-self-service-common';
import { settleReservations } from '../quota/settleReservations';
import { lifeFrom } from '../service/acceptChange';
import { moveRequest } from '../store/moveRequest';
import { moveResource } from '../store/moveResource';
import { describeWanted } from '../service/describeChange';
import { RequestRow, ResourceRow, toDesiredResource } from '../store/rows';
import { again, Outcome, Pass, recordOf } from './pass';
import { tellRequester } from './tell';

/** All steps are done: the resource is what was asked for. */
export async function finishRequest(
  pass: Pass,
  request: RequestRow,
): Promise<Outcome> {
  const { engine, lease } = pass;
  const now = engine.now();
  const row = await lease.write(async (trx, current) => {
    const { desired, plan } = request;
    const generation =
      current.generation + (request.action === 'create' ? 0 : 1);
    await moveRequest(trx, request, 'done', { now, set: { failure: null } });
    const moved = await moveResource(trx, current, endState(current, request), {
      now,
      set: {
        ...asDesired(request),
        // The time to live begins when there is something that lives.
        ...(request.action === 'create' && lifeFrom(current, now)),
        generation,
        observed_generation: generation,
        plan_hash: request.plan_hash,
        cost: request.cost,
        failure: null,
        conditions: readyCondition(current, now),
      },
    });
    if (plan) {
      await settleReservations(trx, desired, plan.usage);
    }
    for (const event of eventsOf(current, request)) {
      await engine.audit.append(trx, {
        ...recordOf(moved, request),
        event,
        before:
          request.action === 'create'
            ? null
            : describeWanted(toDesiredResource(current)),
        after: {
          state: moved.state,
          ...describeWanted(toDesiredResource(moved)),
        },
      });
    }
    return moved;
  });
  engine.announcer.changed({ resourceId: row.id, requestId: request.id });
  await tellRequester(pass, request, {
    title:
      request.action === 'create'
        ? `${row.name} is ready`
        : `${request.title}: done`,
    description: `${pass.kind.title} ${row.name} in ${row.environment} is ${row.state}.`,
    severity: 'normal',
    topic: 'done',
  });
  return again;
}

/** A change of something that was on its way out ends where it began. */
function endState(row: ResourceRow, request: RequestRow): ResourceState {
  if (row.state_before_expiring) {
    return 'expiring';
  }
  return request.desired.paused ? 'suspended' : 'ready';
}

function asDesired({ desired }: RequestRow): Partial<ResourceRow> {
  return {
    team: desired.team,
    cost_center: desired.costCenter,
    system: desired.system,
    component: desired.component,
    spec: desired.spec,
    template_version: desired.templateVersion,
    paused: desired.paused,
  };
}

function eventsOf(row: ResourceRow, request: RequestRow): string[] {
  const { paused } = request.desired;
  return [
    'request.done',
    ...(request.action === 'create' ? ['resource.ready'] : []),
    ...(paused && !row.paused ? ['resource.paused'] : []),
    ...(!paused && row.paused ? ['resource.woken'] : []),
  ];
}

/** Of a failure that is over nothing is left to see. */
function readyCondition(row: ResourceRow, now: Date): Condition[] {
  const before = row.conditions.find(({ type }) => type === 'Ready');
  return [
    {
      type: 'Ready',
      status: 'true',
      reason: 'Applied',
      message: 'All of the plan was applied.',
      since: before?.status === 'true' ? before.since : now.toISOString(),
    },
    ...row.conditions.filter(({ type }) => type !== 'Ready'),
  ];
}
