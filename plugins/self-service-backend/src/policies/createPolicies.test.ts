import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { exampleInput } from '@slipway/plugin-self-service-node';
import { parse } from 'yaml';
import { readSettings } from '../settings';
import { createPolicies } from './createPolicies';

const now = () => new Date('2026-03-02T09:00:00.000Z');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-policies-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function create(selfService: object = {}) {
  const settings = readSettings(new ConfigReader({ selfService }));
  return createPolicies({ settings, now });
}

const own = (expression: string, expected = 'fail') => `
apiVersion: slipway.dev/v1
kind: Policy
metadata: { name: own, title: Own, description: Ours, owner: 'group:default/platform' }
spec:
  severity: warn
  for: request
  validations:
    - { expression: '${expression}', message: No., remedy: Do something. }
  tests:
    - { name: good, expect: pass }
    - { name: bad, given: { kind: other }, expect: ${expected} }
`;

function readDocumentation(): Promise<string> {
  const root = resolvePackagePath(
    '@slipway/plugin-self-service-backend',
    '../..',
  );
  return readFile(join(root, 'docs', 'policies.md'), 'utf8');
}

describe('createPolicies', () => {
  it('ships policies whose tests pass, and lets a plain request pass them', async () => {
    const policies = await create({ costCenters: ['CC-1001'] });
    const views = policies.views();
    expect(views.length).toBeGreaterThan(10);
    expect(
      views.flatMap(({ tests }) => tests).every(({ passed }) => passed),
    ).toBe(true);
    const verdicts = await policies.judge(exampleInput());
    expect(verdicts.filter(({ result }) => result !== 'pass')).toEqual([]);
    expect(policies.admissionYaml()).toContain('ValidatingAdmissionPolicy');
  });

  it('reads freezes, parameters and folders from the settings', async () => {
    await writeFile(join(folder, 'own.yaml'), own('kind != "other"'));
    const policies = await create({
      policies: {
        directories: [folder],
        disabled: ['naming'],
        params: {
          'size-by-environment': { largest: { development: 'small' } },
        },
      },
      freezes: [
        {
          from: '2026-03-01T00:00:00Z',
          to: '2026-03-03T00:00:00Z',
          environmentClasses: ['development'],
          reason: 'stocktaking',
        },
      ],
    });
    const input = exampleInput();
    const verdicts = await policies.judge({
      ...input,
      now: now(),
      request: { ...input.request, tier: 'medium', name: 'NOT PLAIN' },
    });
    const failed = verdicts.filter(({ result }) => result === 'fail');
    expect(failed.map(({ policy, field }) => [policy, field])).toEqual([
      ['change-freeze', 'environment'],
      ['size-by-environment', 'tier'],
    ]);
    expect(failed[0].message).toContain('stocktaking');
    expect(verdicts.map(({ policy }) => policy)).toContain('own');
  });

  it('lets off by the settings what a shipped policy refuses', async () => {
    const waiver = {
      policy: 'size-by-environment',
      match: { team: 'group:default/checkout', environment: 'dev' },
      until: '2026-06-30',
      owner: 'user:default/priya.raman',
      reason: 'A load test.',
    };
    const input = exampleInput();
    const judge = async (selfService: object) => {
      const policies = await create(selfService);
      const verdicts = await policies.judge({
        ...input,
        request: { ...input.request, tier: 'large' },
      });
      return verdicts.find(({ policy }) => policy === waiver.policy);
    };
    expect(await judge({})).toMatchObject({ result: 'fail' });
    const policies = { waivers: [waiver] };
    expect(await judge({ policies })).toMatchObject({
      result: 'waived',
      waiver: { owner: waiver.owner, reason: 'A load test.' },
    });
    const view = (await create({ policies }))
      .views()
      .find(({ name }) => name === waiver.policy);
    expect(view?.waivers).toEqual([
      {
        match: 'team group:default/checkout, environment dev',
        until: '2026-06-30',
        owner: waiver.owner,
        reason: waiver.reason,
        inForce: true,
      },
    ]);
  });

  it('has another version when a file or a parameter is another', async () => {
    const file = join(folder, 'own.yaml');
    await writeFile(file, own('kind != "other"'));
    const settings = { policies: { directories: [folder] } };
    const first = (await create(settings)).version();
    expect((await create(settings)).version()).toBe(first);
    await writeFile(file, own('!(kind == "other")'));
    const second = (await create(settings)).version();
    const params = { 'budget-limit': { perMonth: 1 } };
    const third = (
      await create({ policies: { directories: [folder], params } })
    ).version();
    expect(new Set([first, second, third]).size).toBe(3);
  });

  it.each([
    [
      'a broken file',
      own('knid == "x"'),
      /own\.yaml:9: .*Unknown variable: knid/,
    ],
    [
      'a test that fails',
      own('true'),
      /own\.yaml: bad: Expected fail, came to pass/,
    ],
    [
      'a name that is taken',
      own('kind != "other"').replace('name: own', 'name: quota'),
      /quota is also in .*quota\.yaml/,
    ],
  ])('stops the start for %s', async (_, text, message) => {
    await writeFile(join(folder, 'own.yaml'), text);
    await expect(
      create({ policies: { directories: [folder] } }),
    ).rejects.toThrow(message);
  });

  it.each([
    [
      'a folder that is not there',
      { directories: ['/nonexistent/x'] },
      'cannot be read',
    ],
    [
      'a policy that is not there to be disabled',
      { disabled: ['nameing'] },
      'disabled names nameing',
    ],
    [
      'a waiver from no policy',
      {
        waivers: [
          {
            policy: 'nameing',
            match: { kind: 'namespace' },
            until: '2026-06-30',
            owner: 'group:default/platform',
            reason: 'None.',
          },
        ],
      },
      'waivers names nameing',
    ],
    [
      'parameters of no policy',
      { params: { nameing: {} } },
      'params names nameing',
    ],
  ])('stops the start for %s', async (_, policies, message) => {
    await expect(create({ policies })).rejects.toThrow(message);
  });

  it('takes the settings that the documentation shows', async () => {
    const text = await readDocumentation();
    const blocks = [...text.matchAll(/^```yaml\n(selfService:[\s\S]*?)^```/gm)]
      .map(([, block]) => parse(block).selfService)
      .map(({ policies }) => ({ policies: { ...policies, directories: [] } }));
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks) {
      await expect(create(block)).resolves.toBeDefined();
    }
  });

  it('is in the documentation, policy by policy', async () => {
    const text = await readDocumentation();
    const rows = [
      ...text.matchAll(
        /^\| `([a-z-]+)` +\| ([^|]+?) +\| (deny|approval|warn) +\|/gm,
      ),
    ];
    const views = (await create()).views();
    expect(
      rows.map(([, name, title, severity]) => ({ name, title, severity })),
    ).toEqual(
      views.map(({ name, title, severity }) => ({ name, title, severity })),
    );
  });
});
