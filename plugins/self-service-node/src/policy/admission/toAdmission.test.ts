import { JsonObject } from '@slipway/plugin-self-service-common';
import fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { at, policyFile, policyFolders } from '../__testUtils__/policyFolder';
import { testInput } from '../exampleInput';
import { loadPolicies } from '../loadPolicies';

const folder = policyFolders();
const objectRule = {
  for: { item: 'Namespace' },
  params: {
    words: ['prod', 'it\'s "live"\n'],
    longest: 20,
    ratio: 1.5,
    strict: true,
  },
  variables: [
    {
      name: 'labels',
      expression: 'has(object.metadata.labels) ? object.metadata.labels : {}',
    },
  ],
  validations: [
    {
      expression:
        '!params.strict || (size(object.metadata.name) <= params.longest &&\n' +
        '  !params.words.exists(word, object.metadata.name.contains(word)) &&\n' +
        '  double(size(variables.labels)) > params.ratio)',
      messageExpression: '"The name " + object.metadata.name + " is not good."',
      remedy: 'Choose another.',
      field: 'name',
    },
  ],
  tests: [
    { name: 'good', expect: 'pass' },
    {
      name: 'bad',
      given: { object: { metadata: { name: 'prod' } } },
      expect: 'fail',
    },
  ],
};

const load = (spec: object, params: JsonObject = {}) =>
  loadPolicies({
    folders: [folder(policyFile(spec))],
    params: { example: params },
    now: () => at,
  });

/** What is written for a cluster. */
async function admissionOf(spec: object, params?: JsonObject) {
  const yaml = (await load(spec, params)).admissionYaml();
  return parseAllDocuments(yaml).map(document => document.toJS());
}

describe('toAdmission', () => {
  it('writes a policy and its binding as Kubernetes has them', async () => {
    const [policy, binding] = await admissionOf(objectRule);
    expect(policy).toEqual({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: {
        name: 'slipway-example',
        labels: { 'app.kubernetes.io/managed-by': 'slipway' },
        annotations: {
          'slipway.dev/policy': 'example',
          'slipway.dev/title': 'An example',
          'slipway.dev/owner': 'group:default/platform',
        },
      },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: [''],
              apiVersions: ['v1'],
              operations: ['CREATE', 'UPDATE'],
              resources: ['namespaces'],
            },
          ],
        },
        variables: objectRule.variables,
        validations: [
          {
            expression:
              '!true || (size(object.metadata.name) <= 20 &&\n' +
              '  !["prod", "it\'s \\"live\\"\\U0000000a"].exists(word, object.metadata.name.contains(word)) &&\n' +
              '  double(size(variables.labels)) > 1.5)',
            reason: 'Invalid',
            message: 'The rule does not hold. Choose another.',
            messageExpression:
              '("The name " + object.metadata.name + " is not good.") + " Choose another."',
          },
        ],
      },
    });
    expect(binding).toMatchObject({
      kind: 'ValidatingAdmissionPolicyBinding',
      spec: {
        policyName: 'slipway-example',
        validationActions: ['Deny', 'Audit'],
        matchResources: {
          objectSelector: {
            matchLabels: { 'app.kubernetes.io/managed-by': 'slipway' },
          },
        },
      },
    });
  });

  it('only warns where the policy does', async () => {
    const [policy, binding] = await admissionOf({
      ...objectRule,
      severity: 'warn',
      failurePolicy: 'ignore',
    });
    expect(policy.spec.failurePolicy).toBe('Ignore');
    expect(binding.spec.validationActions).toEqual(['Warn', 'Audit']);
  });

  const waiver = {
    match: { name: 'x' },
    until: '2026-03-02',
    owner: 'user:default/priya.raman',
    reason: 'A reason.',
  };
  const reading = (expression: string) => ({
    ...objectRule,
    validations: [{ expression, message: 'No.', remedy: 'Do.' }],
  });

  it.each<[object, string]>([
    [{}, 'about the request'],
    [
      { ...objectRule, for: { item: 'Database' } },
      'not known as a type of Kubernetes',
    ],
    [{ ...objectRule, severity: 'approval' }, 'cannot be given at admission'],
    [
      { ...objectRule, match: { teams: ['group:default/checkout'] } },
      'for some teams',
    ],
    [
      { ...objectRule, match: { environmentClasses: ['production'] } },
      'environment classes only',
    ],
    [{ ...objectRule, waivers: [waiver] }, 'waiver in force'],
    [
      { ...objectRule, params: { ...objectRule.params, words: [{ a: 1 }] } },
      'reads a parameter',
    ],
    [reading('size(params) > 0'), 'reads a parameter'],
    [reading('params.absent == 1'), 'reads a parameter'],
    [reading('isoDuration("P1D") > duration("1h")'), 'isoDuration()'],
  ])('leaves %j out, and says why', async (spec, reason) => {
    const policies = await load(spec);
    expect(policies.admission().get('example')).toEqual({
      skipped: expect.stringContaining(reason),
    });
    expect(policies.admissionYaml()).toBe('');
  });

  it('is not kept by a waiver that has ended', async () => {
    const waivers = [{ ...waiver, until: '2026-03-01' }];
    expect(await admissionOf({ ...objectRule, waivers })).toHaveLength(2);
  });

  it('comes to the same in a cluster as in the portal', async () => {
    const params = { words: ['a', 'live'], longest: 12, ratio: 2 };
    const policies = await load(objectRule, params);
    const [policy] = await admissionOf(objectRule, params);
    // What a cluster is given, without the parameters, judged by the engine.
    const { validations, variables } = policy.spec;
    const inCluster = await loadPolicies({
      folders: [
        folder(
          stringify({
            ...parseAllDocuments(policyFile(objectRule))[0].toJS(),
            spec: {
              ...objectRule,
              severity: 'deny',
              params: {},
              variables,
              validations: validations.map(
                ({ reason: _, ...validation }: JsonObject) => ({
                  ...validation,
                  remedy: 'Choose another.',
                }),
              ),
            },
          }),
        ),
      ],
      now: () => at,
    });
    const metadata = fc.record(
      {
        name: fc.string({
          unit: fc.constantFrom('a', 'b', 'live'),
          maxLength: 14,
        }),
        labels: fc.dictionary(fc.string({ maxLength: 3 }), fc.string(), {
          maxKeys: 4,
        }),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(metadata, async given => {
        const input = testInput(
          {
            items: [
              { key: 'n', type: 'Namespace', desired: { metadata: given } },
            ],
          },
          '',
        );
        const [here] = await policies.judge(input);
        const [there] = await inCluster.judge(input);
        expect(there.result).toBe(here.result);
      }),
    );
  });
});
