import { Condition, Verdict } from '@slipway/plugin-self-service-common';
import { engineActor } from '../audit';
import { denialsOf } from '../service/judge';
import { toPolicyInput } from '../service/toPolicyInput';
import { ResourceRow } from '../store/rows';
import { withJson } from '../store/withJson';
import { mergeConditions } from './conditions';
import type { ExpiryAct } from './expiryActs';
import { Pass } from './pass';
import {
  canBePlanned,
  planSystemRequest,
  SystemAction,
  timeIsOver,
} from './systemRequest';
import { tellOwners } from './tell';

/** The condition of what stays although its time is over. */
const conditionType = 'EndsInTime';

/** As what each move by time is judged; the rest changes nothing. */
const judgedAs: Partial<Record<ExpiryAct, SystemAction>> = {
  pause: 'pause',
  leave: 'destroy',
  destroy: 'destroy',
};

/**
 * What policies say of a move by time, such as that there is a freeze. Nobody
 * is asked to approve what time does.
 */
export async function judgeMove(
  pass: Pass,
  row: ResourceRow,
  act: ExpiryAct,
): Promise<Verdict[]> {
  const { engine, kind } = pass;
  const action = judgedAs[act];
  if (!action || (action === 'pause' && !canBePlanned(pass, row))) {
    return [];
  }
  const planned = await planSystemRequest(pass, engine.knex, row, action);
  const change = {
    ...{ kind, action, title: '', inputs: {}, inventory: [], problems: [] },
    ...{ desired: planned.desired, previous: planned.previous, resource: row },
    ttl: row.ttl,
    reason: timeIsOver,
    requester: { ref: engineActor, type: 'service' as const },
  };
  const computed = {
    ...planned,
    costBefore: planned.cost_before,
    observed: false,
    policyVersion: engine.policies.version(),
    problems: [],
  };
  // It asks for nothing: no quota can be short for it.
  const input = await toPolicyInput(engine, change, computed, []);
  return engine.policies.judge(input);
}

/** Says on its page, and once to its owners, what keeps it although its time is over. */
export async function holdBack(
  pass: Pass,
  row: ResourceRow,
  act: ExpiryAct,
  verdicts: Verdict[],
): Promise<void> {
  const denials = denialsOf(verdicts).map(({ message }) => message);
  const what = judgedAs[act] === 'pause' ? 'paused' : 'deleted';
  const message = `Its time is over, and it is not ${what}: ${denials.join(
    ' ',
  )}`;
  const held = {
    ...{ type: conditionType, status: 'false' as const },
    ...{ reason: 'HeldByPolicy', message },
  };
  await writeConditions(pass, conditions =>
    mergeConditions(conditions, [held], pass.engine.now()),
  );
  if (!findHeld(row)) {
    pass.engine.announcer.changed({ resourceId: row.id });
    await tellOwners(pass, row, {
      title: `${row.name} stays for now`,
      description: message,
      severity: 'normal',
      topic: `held:${act}:${row.expires_at?.toISOString()}`,
    });
  }
}

/** Nothing keeps it, or its time is not over any more. */
export async function letGo(pass: Pass, row: ResourceRow): Promise<void> {
  if (findHeld(row)) {
    await writeConditions(pass, conditions =>
      conditions.filter(({ type }) => type !== conditionType),
    );
    pass.engine.announcer.changed({ resourceId: row.id });
  }
}

function findHeld({ conditions }: ResourceRow): Condition | undefined {
  return conditions.find(({ type }) => type === conditionType);
}

/** As what was observed, nothing that a compare-and-set is about. */
async function writeConditions(
  { lease }: Pass,
  change: (conditions: Condition[]) => Condition[],
): Promise<void> {
  await lease.write(async (trx, row) => {
    await trx<ResourceRow>('resources')
      .where({ id: row.id })
      .update(withJson({ conditions: change(row.conditions) }));
  });
}
