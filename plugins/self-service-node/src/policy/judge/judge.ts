import { setImmediate } from 'node:timers/promises';
import { Verdict } from '@slipway/plugin-self-service-common';
import { Policy } from '../Policy';
import { PolicyInput } from '../PolicyInput';
import { applies } from './applies';
import { errorOf, judgePolicy } from './judgePolicy';
import { JudgedInput } from './subjects';

/** Milliseconds for all policies together; each expression has its own limit. */
const deadline = 5000;
/** Milliseconds after which others get their turn. */
const turn = 25;

/**
 * What the policies say of a request, those that pass too. Never throws: what
 * goes wrong is an `error` of the policy that it concerns.
 */
export async function judge(
  policies: Policy[],
  input: PolicyInput,
): Promise<Verdict[]> {
  const judged = new JudgedInput(input);
  const started = performance.now();
  const verdicts: Verdict[] = [];
  let turnStarted = started;
  for (const policy of policies.filter(candidate =>
    applies(candidate, input),
  )) {
    if (performance.now() - started > deadline) {
      const late = new Error(
        `The policies together take longer than ${deadline} ms.`,
      );
      verdicts.push(errorOf(policy, late, {}));
      continue;
    }
    verdicts.push(...judgePolicy(policy, judged));
    if (performance.now() - turnStarted > turn) {
      await setImmediate();
      turnStarted = performance.now();
    }
  }
  return verdicts;
}
