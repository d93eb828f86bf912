import { PolicyView, Verdict } from '@slipway/plugin-self-service-common';
import { applies } from './judge/applies';
import { judgePolicy } from './judge/judgePolicy';
import { JudgedInput } from './judge/subjects';
import { isJsonObject } from './isJsonObject';
import { testInput } from './exampleInput';
import { Policy } from './Policy';

export type PolicyTestResult = PolicyView['tests'][number];

/** Runs a policy's own tests, with the parameters and waivers of its file. */
export function runTests(policy: Policy): PolicyTestResult[] {
  return policy.tests.map(test => {
    const detail = findFault(policy, test);
    return {
      name: test.name,
      expect: test.expect,
      passed: detail === '',
      detail,
    };
  });
}

type PolicyTest = Policy['tests'][number];

/** What is not as expected; empty when nothing is. */
function findFault(policy: Policy, test: PolicyTest): string {
  const { given, expect, message } = test;
  const type = policy.subject.of === 'item' ? policy.subject.type : '';
  const input = testInput(given, type);
  if (Number.isNaN(input.now.getTime())) {
    return `given.now is ${given.now}, which is no instant such as 2026-03-02T09:00:00Z.`;
  }
  if (!applies(policy, input)) {
    return `The policy does not apply to this request: its match leaves out kind ${input.kind}, action ${input.action}, class ${input.environment.class} or team ${input.team.ref}.`;
  }
  const params = {
    ...policy.defaultParams,
    ...(isJsonObject(given.params) ? given.params : {}),
  };
  const verdicts = judgePolicy(
    { ...policy, params, waivers: policy.ownWaivers },
    new JudgedInput(input),
  );
  const result = overall(verdicts);
  const messages = verdicts.map(verdict => verdict.message).filter(Boolean);
  const said = messages.length > 0 ? `: ${messages.join(' ')}` : '.';
  if (result !== expect) {
    return `Expected ${expect}, came to ${result}${said}`;
  }
  return message === undefined || messages.some(text => text.includes(message))
    ? ''
    : `Expected a message with ${JSON.stringify(message)}, it says${said}`;
}

/** The worst of what a policy said. */
function overall(verdicts: Verdict[]): Verdict['result'] {
  const order = ['error', 'fail', 'waived'] as const;
  return (
    order.find(result => verdicts.some(verdict => verdict.result === result)) ??
    'pass'
  );
}
