import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import {
  canonicalJson,
  PolicyView,
  Verdict,
} from '@slipway/plugin-self-service-common';
import { z } from 'zod';
import { Admission, toAdmission } from './admission/toAdmission';
import { readPolicy } from './file/readPolicy';
import { Waiver } from './file/schema';
import { findPolicyFiles } from './findPolicyFiles';
import { judge } from './judge/judge';
import { describeWrongEnd } from './judge/waivers';
import { Policy, PolicyProblem } from './Policy';
import { PolicyInput } from './PolicyInput';
import { presentPolicy } from './presentPolicy';
import { runTests } from './runTests';

/** A folder of policy files, and which of them not to use. */
export type PolicyFolder = {
  path: string;
  /** Names of policies in it that do not apply here. */
  disabled?: readonly string[];
};

export type LoadPoliciesOptions = {
  folders: ReadonlyArray<string | PolicyFolder>;
  /** Values in the place of a file's own, by policy. */
  params?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Beside those of the files. */
  waivers?: readonly NamedWaiver[];
  now: () => Date;
};

/** A waiver that does not stand in the policy's file. */
export type NamedWaiver = Waiver & { policy: string };

/** Policies that were read, checked, compiled and tried on their own tests. */
export type PolicySet = {
  /** SHA-256 in hex over the files, the parameters and the waivers. */
  version: string;
  names: readonly string[];
  /** With the results of their tests. */
  views(): PolicyView[];
  /** Never throws, and ends: see docs/policies.md for the limits. */
  judge(input: PolicyInput): Promise<Verdict[]>;
  /** By policy: ValidatingAdmissionPolicy as YAML, or why there is none. */
  admission(): ReadonlyMap<string, Admission>;
  /** All those that there are, in one file. */
  admissionYaml(): string;
};

/**
 * Reads the policies of some folders. A policy whose tests fail is loaded, and
 * its view says so: whether that is the end is for the caller.
 *
 * @throws InputError that names each problem with its file and line
 */
export async function loadPolicies(
  options: LoadPoliciesOptions,
): Promise<PolicySet> {
  const { folders, params = {}, waivers = [], now } = options;
  const problems: PolicyProblem[] = [];
  const policies: Policy[] = [];
  for (const folder of folders) {
    policies.push(...(await loadFolder(folder, now(), problems)));
  }
  problems.push(...findDoubles(policies));
  if (problems.length > 0) {
    throw new InputError(
      [
        'There are policies that cannot be used:',
        ...problems.map(describe),
      ].join('\n'),
    );
  }
  assertKnown('params', Object.keys(params), policies);
  assertWaivers(waivers, policies, now());
  return createPolicySet(
    policies
      .map(policy => withParams(policy, params[policy.name]))
      .map(policy => withWaivers(policy, waivers))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    now,
  );
}

function createPolicySet(policies: Policy[], now: () => Date): PolicySet {
  const admission = () =>
    new Map(policies.map(policy => [policy.name, toAdmission(policy, now())]));
  // Their outcome depends on the files alone.
  const tested = policies.map(policy => ({ policy, tests: runTests(policy) }));
  return {
    version: versionOf(policies),
    names: policies.map(({ name }) => name),
    views: () =>
      tested.map(({ policy, tests }) => presentPolicy(policy, tests, now())),
    judge: input => judge(policies, input),
    admission,
    admissionYaml: () =>
      [...admission().values()]
        .flatMap(result => ('yaml' in result ? [result.yaml] : []))
        .join('---\n'),
  };
}

async function loadFolder(
  folder: string | PolicyFolder,
  now: Date,
  problems: PolicyProblem[],
): Promise<Policy[]> {
  const { path, disabled = [] } =
    typeof folder === 'string' ? { path: folder } : folder;
  const policies: Policy[] = [];
  for (const { file, text } of await findPolicyFiles(path)) {
    const result = readPolicy(file, text, now);
    if ('problems' in result) {
      problems.push(...result.problems);
    } else {
      policies.push(result.policy);
    }
  }
  if (problems.length === 0) {
    assertKnown('disabled', disabled, policies);
  }
  return policies.filter(({ name }) => !disabled.includes(name));
}

function findDoubles(policies: Policy[]): PolicyProblem[] {
  const seen = new Map<string, string>();
  return policies.flatMap(({ name, file }) => {
    const other = seen.get(name);
    seen.set(name, other ?? file);
    const message = `metadata.name: ${name} is also in ${other}; rename it, or list that one under selfService.policies.disabled.`;
    return other === undefined ? [] : [{ file, line: null, message }];
  });
}

/** A name that fits nothing would leave a guardrail where nobody expects it. */
function assertKnown(
  setting: string,
  names: readonly string[],
  policies: Policy[],
): void {
  const known = policies.map(({ name }) => name);
  const unknown = names.filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new InputError(
      `selfService.policies.${setting} names ${unknown.join(
        ', ',
      )}, and there is no such policy; use one of ${known.join(', ')}.`,
    );
  }
}

const paramsSchema = z.record(z.string(), z.json());

function withParams(
  policy: Policy,
  params: Readonly<Record<string, unknown>> = {},
): Policy {
  const own = paramsSchema.parse(params);
  return { ...policy, params: { ...policy.defaultParams, ...own } };
}

function withWaivers(policy: Policy, named: readonly NamedWaiver[]): Policy {
  const own = named
    .filter(({ policy: name }) => name === policy.name)
    .map(({ policy: _, ...waiver }) => waiver);
  return { ...policy, waivers: [...policy.ownWaivers, ...own] };
}

function assertWaivers(
  waivers: readonly NamedWaiver[],
  policies: Policy[],
  now: Date,
): void {
  const names = waivers.map(({ policy }) => policy);
  assertKnown('waivers', names, policies);
  const wrong = waivers.flatMap((waiver, index) => {
    const problem = describeWrongEnd(waiver, now);
    return problem === undefined
      ? []
      : [`selfService.policies.waivers.${index}.until: ${problem}`];
  });
  if (wrong.length > 0) {
    throw new InputError(wrong.join('\n'));
  }
}

function versionOf(policies: Policy[]): string {
  const content = policies.map(({ name, source, params, waivers }) => {
    return { name, source, params, waivers };
  });
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

function describe({ file, line, message }: PolicyProblem): string {
  return line === null ? `${file}: ${message}` : `${file}:${line}: ${message}`;
}
