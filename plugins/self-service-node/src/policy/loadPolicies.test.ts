import { at, policyFile, policyFolders } from './__testUtils__/policyFolder';
import { loadPolicies } from './loadPolicies';

const folder = policyFolders();
const now = () => at;
const load = (...texts: string[]) =>
  loadPolicies({ folders: [folder(...texts)], now });

const validation = { expression: 'true', message: 'No.', remedy: 'Do.' };
const waiver = {
  match: { name: 'bad' },
  until: '2026-03-31',
  owner: 'user:default/priya.raman',
  reason: 'It is moved in spring.',
};

describe('a policy file', () => {
  it('is read with its tests, waivers and parameters', async () => {
    const policies = await load(
      policyFile({
        waivers: [waiver, { ...waiver, until: '2026-03-01' }],
        tests: [
          { name: 'good', expect: 'pass' },
          {
            name: 'bad',
            given: { request: { name: 'bad' }, now: '2026-04-01T00:00:00Z' },
            expect: 'fail',
            message: 'Be good',
          },
          {
            name: 'waived',
            given: { request: { name: 'bad' }, now: '2026-03-31T23:59:59Z' },
            expect: 'waived',
          },
        ],
      }),
    );
    expect(policies.views()).toMatchObject([
      {
        name: 'example',
        severity: 'deny',
        waivers: [
          { match: 'name bad', until: '2026-03-31', inForce: true },
          { match: 'name bad', until: '2026-03-01', inForce: false },
        ],
        tests: [{ passed: true }, { passed: true }, { passed: true }],
        admissionPolicy: null,
      },
    ]);
  });

  it('says of a test what came instead', async () => {
    const policies = await load(
      policyFile({
        tests: [
          { name: 'a', given: { request: { name: 'bad' } }, expect: 'pass' },
          { name: 'b', expect: 'fail' },
          {
            name: 'c',
            given: { request: { name: 'bad' } },
            expect: 'fail',
            message: 'worse',
          },
          { name: 'd', given: { action: 'destroy' }, expect: 'pass' },
          { name: 'e', given: { now: 'soon' }, expect: 'pass' },
        ],
      }),
    );
    expect(policies.views()[0].tests.map(({ detail }) => detail)).toEqual([
      'Expected pass, came to fail: It is bad. Be good.',
      'Expected fail, came to pass.',
      'Expected a message with "worse", it says: It is bad. Be good.',
      expect.stringContaining('does not apply to this request'),
      expect.stringContaining('no instant'),
    ]);
  });

  it.each<[string, string, RegExp]>([
    ['is no YAML', 'a: [', /0\.yaml:1: /],
    ['has a key twice', `${policyFile()}\nkind: Policy\n`, /unique/],
    [
      'is two documents',
      `${policyFile()}---\n${policyFile()}`,
      /0\.yaml:\d+: .*document/,
    ],
    [
      'multiplies aliases',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n`,
      /alias/,
    ],
    ['is too long', `# ${'x'.repeat(200_001)}`, /more than 200000 characters/],
    ['is something else', 'hello', /0\.yaml:1: /],
    [
      'is of another version',
      policyFile({}, {}, { apiVersion: 'v2' }),
      /0\.yaml:1: apiVersion/,
    ],
    [
      'has a field too many',
      policyFile({}, {}, { extra: 1 }),
      /0\.yaml:\d+: extra is not a field of a policy/,
    ],
    [
      'misspells a field',
      policyFile({ sevrity: 'deny' }),
      /0\.yaml:\d+: spec\.sevrity is not a field/,
    ],
    ['has no owner', policyFile({}, { owner: undefined }), /metadata\.owner/],
    [
      'has a name that is none',
      policyFile({}, { name: 'Naming Rule' }),
      /metadata\.name: lower-case/,
    ],
    [
      'knows no such severity',
      policyFile({ severity: 'block' }),
      /spec\.severity/,
    ],
    [
      'has no message',
      policyFile({ validations: [{ expression: 'true', remedy: 'Do.' }] }),
      /needs a message/,
    ],
    [
      'has no remedy',
      policyFile({ validations: [{ expression: 'true', message: 'No.' }] }),
      /spec\.validations\.0\.remedy/,
    ],
    ['has no validation', policyFile({ validations: [] }), /spec\.validations/],
    [
      'comes to a text',
      policyFile({ validations: [{ ...validation, expression: '"a"' }] }),
      /has to come to bool/,
    ],
    [
      'says a number',
      policyFile({ validations: [{ ...validation, messageExpression: '1' }] }),
      /has to come to string/,
    ],
    [
      'names what is not there',
      policyFile({
        validations: [{ ...validation, expression: 'object.x == 1' }],
      }),
      /Unknown variable: object/,
    ],
    [
      'reads a variable that is not there',
      policyFile({
        validations: [{ ...validation, expression: 'variables.x == 1' }],
      }),
      /variables\.x is not defined/,
    ],
    [
      'reads a variable too early',
      policyFile({
        variables: [
          { name: 'a', expression: 'variables.b' },
          { name: 'b', expression: '1' },
        ],
      }),
      /variables\.b is not defined/,
    ],
    [
      'has a variable twice',
      policyFile({
        variables: [
          { name: 'a', expression: '1' },
          { name: 'a', expression: '1' },
        ],
      }),
      /variable a is there twice/,
    ],
    [
      'has a pattern that is made',
      policyFile({
        validations: [
          { ...validation, expression: 'request.name.matches(params.p)' },
        ],
      }),
      /must be written out/,
    ],
    [
      'names an action that is never judged',
      policyFile({ match: { actions: ['create', 'clone'] } }),
      /0\.yaml:\d+: spec\.match\.actions\.1: a clone is judged .* write create/,
    ],
    [
      'leaves out an action that is never judged',
      policyFile({ match: { actions: ['*', '!clone'] } }),
      /spec\.match\.actions\.1: a clone is judged/,
    ],
    [
      'has no test',
      policyFile({ tests: [] }),
      /spec\.tests: needs at least one request that passes/,
    ],
    [
      'has no bad test',
      policyFile({ tests: [{ name: 'good', expect: 'pass' }] }),
      /needs at least one request that fails/,
    ],
    [
      'has a waiver of nobody',
      policyFile({ waivers: [{ ...waiver, owner: ' ' }] }),
      /spec\.waivers\.0\.owner/,
    ],
    [
      'has a waiver without a reason',
      policyFile({ waivers: [{ ...waiver, reason: undefined }] }),
      /spec\.waivers\.0\.reason/,
    ],
    [
      'has a waiver for everything',
      policyFile({ waivers: [{ ...waiver, match: {} }] }),
      /must say for what/,
    ],
    [
      'has a waiver for more than a year',
      policyFile({ waivers: [{ ...waiver, until: '2027-03-05' }] }),
      /0\.yaml:\d+: .*more than a year away/,
    ],
    [
      'has a waiver to a day that is none',
      policyFile({ waivers: [{ ...waiver, until: '2026-02-30' }] }),
      /a day such as 2026-03-31/,
    ],
    [
      'denies and has approvers',
      policyFile({ approvers: {} }),
      /only a policy of severity approval/,
    ],
    [
      'lets nobody approve',
      policyFile({ severity: 'approval', approvers: { leads: false } }),
      /nobody could approve/,
    ],
  ])('is refused when it %s', async (_, text, message) => {
    await expect(load(text)).rejects.toThrow(message);
  });

  it('is refused with all that is wrong, by line', async () => {
    const text = policyFile({
      validations: [
        { ...validation, expression: 'a' },
        { ...validation, expression: 'true &&\n  true &&\n  b\n' },
      ],
      tests: [],
    });
    const line = (part: string) =>
      text.split('\n').findIndex(each => each.trim() === part) + 1;
    const error: Error = await load(text).catch(caught => caught);
    expect(error.message.split('\n').slice(1)).toEqual([
      expect.stringMatching(/0\.yaml:\d+: .*Unknown variable: a\.$/),
      expect.stringMatching(`0.yaml:${line('b')}: .*Unknown variable: b.$`),
      expect.stringMatching(/0\.yaml:\d+: spec\.tests/),
    ]);
  });
});

describe('folders of policies', () => {
  it('take one policy of each name', async () => {
    await expect(load(policyFile(), policyFile())).rejects.toThrow(
      /1\.yaml: metadata\.name: example is also in .*0\.yaml/,
    );
    const disabled = { path: folder(policyFile()), disabled: ['example'] };
    const policies = await loadPolicies({
      folders: [disabled, folder(policyFile({ severity: 'warn' }))],
      now,
    });
    expect(policies.views()).toMatchObject([{ severity: 'warn' }]);
  });

  it.each([
    ['an empty one', () => folder(), 'There is no policy in'],
    ['one that is not there', () => '/nonexistent/policies', 'cannot be read'],
  ])('are not %s', async (_, path, message) => {
    await expect(loadPolicies({ folders: [path()], now })).rejects.toThrow(
      message,
    );
  });
});
