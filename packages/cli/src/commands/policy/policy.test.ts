import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { cli } from '../../__testUtils__/cli';

const policy = `apiVersion: slipway.dev/v1
kind: Policy
metadata: { name: short-names, title: Names are short, description: Ours, owner: 'group:default/platform' }
spec:
  severity: deny
  for: { item: Namespace }
  params: { longest: 20 }
  validations:
    - expression: size(object.metadata.name) <= params.longest
      messageExpression: '"The name has " + string(size(object.metadata.name)) + " characters."'
      remedy: Shorten it.
      field: name
  waivers:
    - match: { name: the-old-warehouse-system }
      until: '2026-01-31'
      owner: user:default/priya.raman
      reason: It is renamed in spring.
  tests:
    - { name: short, expect: pass }
    - { name: long, given: { object: { metadata: { name: a-name-that-goes-on-and-on } } }, expect: fail }
`;
const now = () => new Date('2026-03-02T09:00:00.000Z');

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'slipway-policy-'));
  await mkdir(join(cwd, 'policies'));
  await writeFile(join(cwd, 'policies', 'short-names.yaml'), policy);
});
afterEach(async () => {
  await rm(cwd, { recursive: true, force: true });
});

const run = (...args: string[]) => cli(['policy', ...args], { cwd, now });
const change = (from: string, to: string) =>
  writeFile(
    join(cwd, 'policies', 'short-names.yaml'),
    policy.replace(from, to),
  );

describe('slipway policy test', () => {
  it('runs the tests of the policies in a folder', async () => {
    const result = await run('test');
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toBe(
      [
        'short-names  Names are short',
        '  passed  short',
        '  passed  long',
        '  note    the waiver for name the-old-warehouse-system ended on 2026-01-31; remove it',
        '1 policy, 2 tests, all passed.',
        '',
      ].join('\n'),
    );
    const json = await run('test', 'policies', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject([{ name: 'short-names' }]);
  });

  it('fails with 1 and says what was expected', async () => {
    await change('longest: 20', 'longest: 50');
    const result = await run('test', 'policies');
    expect(result.code).toBe(1);
    expect(result.stdout).toContain(
      '  FAILED  long\n          Expected fail, came to pass.\n',
    );
    expect(result.stderr).toBe('1 of 2 tests failed.\n');
  });

  it('fails with 1 and the line of what is wrong in a file', async () => {
    await change('params.longest', 'param.longest');
    const result = await run('test');
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toMatch(
      /short-names\.yaml:9: spec\.validations\.0\.expression: Unknown variable: param\./,
    );
  });

  it.each([
    [['test', 'nowhere'], 'There is no folder nowhere here'],
    [['check'], "missing required argument 'request'"],
    [['check', 'none.yaml'], 'none.yaml cannot be read'],
    [['test', '--colour'], "unknown option '--colour'"],
  ])('%j is refused with 2', async (args, message) => {
    const result = await run(...args);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain(message);
  });
});

describe('slipway policy check', () => {
  const request = (name: string) =>
    writeFile(
      join(cwd, 'request.yaml'),
      `request: { name: ${name} }\nobject: { apiVersion: v1, kind: Namespace, metadata: { name: ${name} } }\n`,
    );

  it('lets a good request pass', async () => {
    await request('checkout-dev');
    expect(await run('check', 'request.yaml')).toMatchObject({
      code: 0,
      stdout: '1 of 1 verdicts pass.\n',
      stderr: '',
    });
  });

  it('fails for one that would be denied, with rule, field and remedy', async () => {
    await request('the-old-warehouse-system');
    const result = await run('check', 'request.yaml');
    expect(result).toMatchObject({
      code: 1,
      stderr: 'It would be denied by short-names.\n',
    });
    expect(result.stdout).toMatch(
      /\nshort-names +denied +name +The name has 24 characters\. Shorten it\.\n/,
    );
  });

  it('takes parameters as the settings have them, and waivers by their day', async () => {
    await request('the-old-warehouse-system');
    await writeFile(join(cwd, 'params.yaml'), 'short-names: { longest: 63 }\n');
    const roomier = await run(
      'check',
      'request.yaml',
      '--params',
      'params.yaml',
    );
    expect(roomier.code).toBe(0);
    await change("until: '2026-01-31'", "until: '2026-03-02'");
    const waived = await run('check', 'request.yaml', '--all');
    expect(waived.code).toBe(0);
    expect(waived.stdout).toContain(
      'Waived until 2026-03-02 by user:default/priya.raman',
    );
  });
});

describe('slipway policy admission', () => {
  it('writes the policy and its binding', async () => {
    const result = await run('admission');
    expect(result).toMatchObject({ code: 0, stderr: '' });
    const documents = parseAllDocuments(result.stdout).map(each => each.toJS());
    expect(documents.map(({ kind }) => kind)).toEqual([
      'ValidatingAdmissionPolicy',
      'ValidatingAdmissionPolicyBinding',
    ]);
    expect(documents[0].spec.validations[0].expression).toBe(
      'size(object.metadata.name) <= 20',
    );
    await run('admission', '--output', 'admission.yaml');
    const written = await readFile(join(cwd, 'admission.yaml'), 'utf8');
    expect(written).toBe(result.stdout);
  });

  it('says what it leaves out, and fails when nothing is left', async () => {
    await change('severity: deny', 'severity: approval');
    const result = await run('admission');
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toContain(
      'short-names is left out: it asks for approval',
    );
  });
});
