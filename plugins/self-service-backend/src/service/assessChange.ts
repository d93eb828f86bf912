import { Problem, Verdict } from '@slipway/plugin-self-service-common';
import { Engine } from '../ports';
import { readQuotaEffects } from '../quota/quotaEffects';
import { AssessedChange, ComputedPlan, WantedChange } from './change';
import { computePlan } from './computePlan';
import { describeQuotaProblems } from './describeQuotaProblems';
import { judge } from './judge';
import { planHash } from './planHash';
import { problemsOfKind } from './problemsOfKind';

export type AssessResult =
  | { ok: true; change: AssessedChange }
  /** The kind makes no plan of it, and says what is wrong. */
  | { ok: false; problems: Problem[] };

/**
 * Plans a change and asks quotas and policies about it, storing nothing: what a
 * form shows as somebody types, and what is stored when it is submitted.
 */
export async function assessChange(
  engine: Engine,
  change: WantedChange,
): Promise<AssessResult> {
  let computed: ComputedPlan;
  try {
    computed = await computePlan(engine, change);
  } catch (error) {
    const problems = problemsOfKind(error);
    return { ok: false, problems: [...change.problems, ...problems] };
  }
  return { ok: true, change: await judgeComputed(engine, change, computed) };
}

async function judgeComputed(
  engine: Engine,
  change: WantedChange,
  computed: ComputedPlan,
): Promise<AssessedChange> {
  const usage = computed.plan?.usage ?? [];
  const quota = await readQuotaEffects(engine.knex, {
    resource: change.desired,
    usage,
  });
  const judgement = await judge(engine, change, computed, quota);
  const problems: Problem[] = [
    ...change.problems,
    // What stands under a taken name is known to be there.
    ...(change.problems.some(({ field }) => field === 'name')
      ? []
      : computed.problems),
    // The shipped policy says it in its own words; once is enough.
    ...(judgement.verdicts.some(deniesByQuota)
      ? []
      : describeQuotaProblems(quota, usage)),
    ...judgement.problems,
  ];
  return {
    ...change,
    computed,
    quota,
    judged: judgement.input,
    verdicts: judgement.verdicts,
    approval: judgement.approval,
    hash: planHash({ ...change, ...computed, ...judgement }),
    problems,
  };
}

function deniesByQuota({ policy, severity, result }: Verdict): boolean {
  return policy === 'quota' && severity === 'deny' && result === 'fail';
}
