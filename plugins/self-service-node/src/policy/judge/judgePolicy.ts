import { Verdict } from '@slipway/plugin-self-service-common';
import { CelError, Program } from '../cel';
import { cel } from '../file/PolicyCompiler';
import { Policy, Validation } from '../Policy';
import { findWaiver } from './waivers';
import { JudgedInput, Subject } from './subjects';

const longestMessage = 1000;
/** Milliseconds for one policy, whatever it is about and however often. */
const deadline = 2000;

class Clock {
  private readonly end = performance.now() + deadline;

  assertInTime(): void {
    if (performance.now() > this.end) {
      throw new CelError('limit', `It takes longer than ${deadline} ms.`);
    }
  }
}

/**
 * What one policy says: a verdict for each validation that does not hold, or
 * one that says that all do. A rule that cannot be evaluated is an `error`,
 * which counts like a failure unless the policy says `failurePolicy: ignore`;
 * then it is a warning. Never throws.
 */
export function judgePolicy(policy: Policy, judged: JudgedInput): Verdict[] {
  const clock = new Clock();
  const waiver = findWaiver(policy, judged.input);
  try {
    const verdicts = judged
      .subjectsOf(policy)
      .flatMap(subject => judgeSubject(policy, subject, clock));
    const worse = verdicts.map(verdict =>
      waiver ? { ...verdict, result: 'waived' as const, waiver } : verdict,
    );
    return worse.length > 0 ? worse : [verdictOf(policy, 'pass', {})];
  } catch (error) {
    return [errorOf(policy, error, {})];
  }
}

/** A verdict for a policy that could not be judged at all. */
export function errorOf(
  policy: Policy,
  error: unknown,
  about: Partial<Pick<Verdict, 'field' | 'item'>>,
): Verdict {
  const reason = error instanceof Error ? error.message : String(error);
  return verdictOf(policy, 'error', {
    ...about,
    severity: policy.failurePolicy === 'ignore' ? 'warn' : policy.severity,
    message: clean(
      `This rule could not be evaluated: ${reason} Ask its owner, ${policy.owner}, to correct ${policy.name}.`,
    ),
  });
}

function judgeSubject(
  policy: Policy,
  { item, variables }: Subject,
  clock: Clock,
): Verdict[] {
  const own = evaluateVariables(policy, variables, clock);
  const values = { ...variables, variables: cel.record(own.values) };
  const verdicts: Verdict[] = [];
  for (const validation of policy.validations) {
    const { program, field } = validation;
    clock.assertInTime();
    try {
      if (!isTrue(program.evaluate(values))) {
        const message = describe(validation, values);
        verdicts.push(verdictOf(policy, 'fail', { message, field, item }));
      }
    } catch (error) {
      const cause = own.failureBehind(program) ?? error;
      verdicts.push(errorOf(policy, cause, { field, item }));
    }
  }
  return verdicts;
}

/** In their order; one that fails is an error of what reads it alone. */
function evaluateVariables(
  policy: Policy,
  given: Subject['variables'],
  clock: Clock,
) {
  const values = new Map<string, unknown>();
  const failures = new Map<string, unknown>();
  const failureBehind = (program: Program) =>
    [...program.fieldsOf('variables')]
      .map(name => failures.get(name))
      .find(failure => failure !== undefined);
  for (const { name, program } of policy.variables) {
    clock.assertInTime();
    try {
      const variables = cel.record(values);
      values.set(name, program.evaluate({ ...given, variables }));
    } catch (error) {
      failures.set(name, failureBehind(program) ?? error);
    }
  }
  return { values, failureBehind };
}

function isTrue(result: unknown): boolean {
  if (typeof result !== 'boolean') {
    throw new CelError('evaluation', 'It does not come to true or false.');
  }
  return result;
}

function describe(
  { message, messageProgram, remedy }: Validation,
  values: Subject['variables'],
): string {
  return clean(
    `${
      evaluateMessage(messageProgram, values) ??
      message ??
      'The rule does not hold.'
    } ${remedy}`,
  );
}

function evaluateMessage(
  program: Program | null,
  values: Subject['variables'],
): string | undefined {
  try {
    const text = program?.evaluate(values);
    return typeof text === 'string' && text.trim() !== '' ? text : undefined;
  } catch {
    // The rule's judgement stands whether or not it can be put in words.
    return undefined;
  }
}

/** One line: it may quote what somebody has typed. */
function clean(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return line.length > longestMessage
    ? `${line.slice(0, longestMessage - 1)}…`
    : line;
}

function verdictOf(
  policy: Policy,
  result: Verdict['result'],
  about: Partial<Verdict>,
): Verdict {
  const { name, title, severity, owner, approvers } = policy;
  return {
    policy: name,
    title,
    severity,
    result,
    message: '',
    field: null,
    item: null,
    owner,
    waiver: null,
    ...(approvers ? { approvers } : {}),
    ...about,
  };
}
