import { z } from 'zod';
import { describeWrongEnd } from '../judge/waivers';
import { Policy, PolicyProblem } from '../Policy';
import { PolicyCompiler } from './PolicyCompiler';
import { PolicyFile, policyFileSchema } from './schema';
import { SourceFile } from './SourceFile';

const longestFile = 200_000;

/**
 * One policy from the text of its file.
 *
 * @param now - a waiver must end within a year of it
 */
export function readPolicy(
  file: string,
  text: string,
  now: Date,
): { policy: Policy } | { problems: PolicyProblem[] } {
  if (text.length > longestFile) {
    const message = `The file has more than ${longestFile} characters.`;
    return { problems: [{ file, line: null, message }] };
  }
  const source = new SourceFile(file, text);
  const broken = source.problems();
  if (broken.length > 0) {
    return { problems: broken };
  }
  const parsed = parse(source);
  if ('problems' in parsed) {
    return parsed;
  }
  const compiler = new PolicyCompiler(source);
  const policy = compiler.compile(parsed.content);
  const problems = [
    ...compiler.problems,
    ...checkTests(source, parsed.content),
    ...checkWaivers(source, parsed.content, now),
    ...checkApprovers(source, parsed.content),
  ];
  return problems.length > 0 ? { problems } : { policy };
}

function parse(
  source: SourceFile,
): { content: PolicyFile } | { problems: PolicyProblem[] } {
  let value: unknown;
  try {
    value = source.value();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problems: [source.problemAt([], message)] };
  }
  const result = policyFileSchema.safeParse(value);
  return result.success
    ? { content: result.data }
    : {
        problems: result.error.issues.flatMap(issue => describe(source, issue)),
      };
}

function describe(
  source: SourceFile,
  issue: z.core.$ZodIssue,
): PolicyProblem[] {
  const at = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      file: source.file,
      line: source.lineOfKey(issue.path, key),
      message: `${[...issue.path, key].join('.')} is not a field of a policy.`,
    }));
  }
  const message = at === '' ? issue.message : `${at}: ${issue.message}`;
  return [source.problemAt(issue.path, message)];
}

/** A rule that nothing was tried on is not known to do what it says. */
function checkTests(
  source: SourceFile,
  { spec: { tests } }: PolicyFile,
): PolicyProblem[] {
  const has = (...expected: string[]) =>
    tests.some(test => expected.includes(test.expect));
  if (has('pass') && has('fail', 'error')) {
    return [];
  }
  const missing = has('pass')
    ? 'fails (expect: fail)'
    : 'passes (expect: pass)';
  return [
    source.problemAt(
      ['spec', 'tests'],
      `spec.tests: needs at least one request that ${missing}.`,
    ),
  ];
}

function checkWaivers(
  source: SourceFile,
  { spec: { waivers } }: PolicyFile,
  now: Date,
): PolicyProblem[] {
  return waivers.flatMap((waiver, index) => {
    const wrong = describeWrongEnd(waiver, now);
    return wrong === undefined
      ? []
      : [
          source.problemAt(
            ['spec', 'waivers', index, 'until'],
            `spec.waivers.${index}.until: ${wrong}`,
          ),
        ];
  });
}

function checkApprovers(
  source: SourceFile,
  { spec: { severity, approvers } }: PolicyFile,
): PolicyProblem[] {
  if (!approvers) {
    return [];
  }
  if (severity !== 'approval') {
    const message = `spec.approvers: only a policy of severity approval has them; this one is of severity ${severity}.`;
    return [source.problemAt(['spec', 'approvers'], message)];
  }
  const { leads, groups, platform } = approvers;
  return leads || platform || groups.length > 0
    ? []
    : [
        source.problemAt(
          ['spec', 'approvers'],
          'spec.approvers: nobody could approve; set leads or platform to true, or name groups.',
        ),
      ];
}
