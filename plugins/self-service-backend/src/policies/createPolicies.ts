import { resolve } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { loadPolicies, PolicySet } from '@slipway/plugin-self-service-node';
import { Policies } from '../ports';
import { SelfServiceSettings } from '../settings';

/** The policy that reads `selfService.freezes` as its parameter. */
const freezePolicy = 'change-freeze';

/** Where the shipped policies are. */
export const shippedPolicies = resolvePackagePath(
  '@slipway/plugin-self-service-backend',
  'policies',
);

/**
 * The shipped policies and those of the configured folders, read once at the
 * start; another replica that starts later with other files has another
 * version, and approvals that were bound to the first lapse.
 *
 * @throws InputError that names each problem with its file and line, or each
 * test of a policy that fails: a guardrail that does not do what its author
 * wrote down is none
 */
export async function createPolicies(options: {
  settings: Pick<SelfServiceSettings, 'policies' | 'freezes'>;
  now: () => Date;
}): Promise<Policies> {
  const { settings, now } = options;
  const { directories, disabled, waivers } = settings.policies;
  const policies = await loadPolicies({
    folders: [
      { path: shippedPolicies, disabled },
      ...directories.map(directory => resolve(directory)),
    ],
    params: paramsOf(settings),
    waivers,
    now,
  });
  assertTestsPass(policies);
  return {
    version: () => policies.version,
    judge: input => policies.judge(input),
    views: () => policies.views(),
    admissionYaml: () => policies.admissionYaml(),
  };
}

function paramsOf({
  policies,
  freezes,
}: Pick<SelfServiceSettings, 'policies' | 'freezes'>): Record<
  string,
  Record<string, unknown>
> {
  return policies.disabled.includes(freezePolicy)
    ? policies.params
    : {
        ...policies.params,
        [freezePolicy]: { freezes, ...policies.params[freezePolicy] },
      };
}

function assertTestsPass(policies: PolicySet): void {
  const failures = policies
    .views()
    .flatMap(({ file, tests }) =>
      tests
        .filter(({ passed }) => !passed)
        .map(({ name, detail }) => `${file}: ${name}: ${detail}`),
    );
  if (failures.length > 0) {
    throw new InputError(
      [
        'There are policies whose own tests fail; correct them and see slipway policy test:',
        ...failures,
      ].join('\n'),
    );
  }
}
