import { Problem, Verdict } from '@slipway/plugin-self-service-common';
import { Engine } from '../ports';
import { toDesiredResource } from '../store/rows';
import { ComputedPlan, WantedChange } from './change';
import { planOfOld } from './computePlan';
import { judge } from './judge';
import type { CheckedAction } from './prepareAction';

/**
 * What policies and settings say of an action that is done at once: those that
 * name it. It waits for nobody, so where somebody has to agree it is for those
 * who may, and for nobody else. Nothing at the target is looked at.
 */
export async function judgeAtOnce(
  engine: Engine,
  checked: CheckedAction,
): Promise<{ verdicts: Verdict[]; problems: Problem[] }> {
  const { action, requester } = checked;
  const change = toWantedChange(checked);
  const { verdicts, approval, problems } = await judge(
    engine,
    change,
    computeUnchanged(engine, change),
    [],
  );
  const decides =
    requester.type === 'user' && approval?.people.includes(requester.ref);
  const lacksRight = approval !== null && approval.people.length > 0;
  return {
    verdicts,
    problems:
      lacksRight && !decides
        ? [
            ...problems,
            {
              field: '',
              message: `${approval.reasons.join(' ')} ${
                action.title
              } is done at once and waits for nobody, so it is for those who may agree to it; ask ${approval.people.join(
                ' or ',
              )}`,
            },
          ]
        : problems,
  };
}

function toWantedChange(checked: CheckedAction): WantedChange {
  const { kind, action, resource, input, reason, requester } = checked;
  const current = toDesiredResource(resource);
  return {
    kind,
    action: action.id,
    atOnce: true,
    title: `${action.title} ${resource.name}`,
    inputs: input,
    desired: current,
    previous: current,
    resource,
    inventory: [],
    ttl: resource.ttl,
    reason,
    requester,
    problems: [],
  };
}

/** What stands, by its plan. */
function computeUnchanged(
  engine: Engine,
  { kind, desired }: WantedChange,
): ComputedPlan {
  const plan = planOfOld(kind, desired) ?? null;
  const cost = plan && engine.prices.estimate(plan.demands, engine.now());
  return {
    plan,
    changes: [],
    observed: false,
    policyVersion: engine.policies.version(),
    cost,
    costBefore: cost,
    problems: [],
  };
}
