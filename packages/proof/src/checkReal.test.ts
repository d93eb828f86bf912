import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitRepository, testGitRepository } from '@slipway/testing';
import { checkReal } from './checkReal';
import { isSame } from './checkRealCompare';

const database = process.env.SLIPWAY_TEST_POSTGRES ?? '';
const hour = 3600;

const at = (hours: number) =>
  new Date(Date.UTC(2024, 0, 1) + hours * hour * 1000).toISOString();

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-record-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** v1, v2 (two changes, three and one hours old), back to v1, then a branch's name. */
async function buildRecord(
  layout: (version: string) => Record<string, string>,
) {
  const service = await testGitRepository();
  await service.commit({ at: at(1) });
  await service.tag('v1');
  await service.commit({ at: at(7) });
  await service.commit({ at: at(9) });
  await service.tag('v2');
  const deployments = await testGitRepository();
  const deploy = (version: string, hours: number) =>
    deployments.commit({ at: at(hours), files: layout(version) });
  await deploy('v1', 2);
  await deploy('v2', 10);
  await deploy('v1', 12);
  await deploy('main', 14);
  await move(deployments, 'gitops');
  await move(service, 'till');
}

async function move(repository: GitRepository, name: string) {
  await repository.git(
    'bundle',
    'create',
    '--quiet',
    join(folder, `${name}.bundle`),
    '--all',
  );
}

const right = {
  app: 'till',
  window: ['2024-01-01', '2025-01-01'],
  deployments: 4,
  all_deployments: 4,
  unresolved: 1,
  changes: 2,
  negative: 0,
  lead_p50_s: 2 * hour,
  lead_p75_s: 2.5 * hour,
  lead_p90_s: 2.8 * hour,
  rollbacks: 1,
  failed: 1,
  cfr: 0.25,
  recovery_p50_s: 2 * hour,
};

async function check(lines: object[], ...args: string[]) {
  const text = lines.map(line => JSON.stringify(line)).join('\n');
  await writeFile(join(folder, 'expected.jsonl'), text);
  let printed = '';
  const code = await checkReal({
    args: [folder, '--database', database, ...args],
    print: more => {
      printed += more;
    },
    signal: new AbortController().signal,
  });
  return { code, printed };
}

const inDefaultPlace = (version: string) => ({
  'charts/app-config/image-tags/production/till': `image_tag: ${version}\n`,
});

describe('check:real', () => {
  it('ends with 0 when every figure is as expected', async () => {
    await buildRecord(inDefaultPlace);
    const { code, printed } = await check([
      right,
      {
        app: 'till',
        window: ['2023-01-01', '2024-01-01'],
        deployments: 0,
        all_deployments: 4,
        changes: 0,
        lead_p50_s: null,
        cfr: null,
        recovery_p50_s: null,
      },
      {
        app: 'unknown',
        window: ['2024-01-01', '2025-01-01'],
        deployments: 0,
        all_deployments: 0,
      },
    ]);
    expect(printed).toContain('There is no unknown.bundle');
    expect(printed).toMatch(/Imported 4 deployments and 3 commits in /);
    expect(printed).toContain('3 of 3 lines as expected.');
    expect(printed).not.toContain('DIFFERENT');
    expect(code).toBe(0);
  });

  it('ends with 1 when one figure differs, and shows which', async () => {
    await buildRecord(inDefaultPlace);
    const { code, printed } = await check([
      right,
      { ...right, changes: 3, cfr: null },
    ]);
    expect(code).toBe(1);
    expect(printed).toMatch(/changes +3 +2 {2}DIFFERENT/);
    expect(printed).toMatch(/cfr +null +0.25 {2}DIFFERENT/);
    expect(printed.match(/DIFFERENT/g)).toHaveLength(2);
    expect(printed).toContain('1 of 2 lines as expected.');
  });

  it('takes another layout, other versions and another environment', async () => {
    await buildRecord(version => ({
      'env/live-eu.yaml': `apps: { till: { image: "shop/till:${version}" } }\n`,
    }));
    const { code, printed } = await check(
      [right],
      ...['--path', 'env/{environment}.yaml'],
      ...['--key', 'apps.{service}.image'],
      ...['--version-pattern', '*:{tag}', '--environment', 'live-eu'],
    );
    expect(printed).toContain('1 of 1 lines as expected.');
    expect(code).toBe(0);
  });

  it('says what stops it', async () => {
    await expect(check([right])).rejects.toThrow('has no gitops.bundle');
    await buildRecord(inDefaultPlace);
    await expect(check([{ ...right, mttr: 1 }])).rejects.toThrow(
      /line 1: Unrecognized key: "mttr"\. Known are app, window, deployments/,
    );
    await expect(
      check([{ ...right, window: ['2024', '2025-01-01'] }]),
    ).rejects.toThrow('window.0: must be a day');
    await expect(check([])).rejects.toThrow('nothing to compare');
    await expect(check([right], '--key', 'tag')).rejects.toThrow(
      /no file .* with the key tag\. Say where/,
    );
    await writeFile(join(folder, 'till.bundle'), 'not a bundle');
    await expect(check([right])).rejects.toThrow(/till.bundle is neither/);
  });

  it('compares floats relatively and null with null alone', () => {
    expect(isSame(454845.9000000022, 454845.9)).toBe(true);
    expect(isSame(1e-3, 1.00001e-3)).toBe(false);
    expect(isSame(0, 0)).toBe(true);
    expect(isSame(0, 1e-12)).toBe(false);
    expect(isSame(null, null)).toBe(true);
    expect(isSame(null, 0)).toBe(false);
  });
});

const realData = process.env.SLIPWAY_REAL_DATA;
const describeReal = realData ? describe : describe.skip;

describeReal('check:real on SLIPWAY_REAL_DATA', () => {
  it('finds every figure as expected', async () => {
    let printed = '';
    const code = await checkReal({
      args: [realData ?? '', '--database', database],
      print: more => {
        printed += more;
      },
      signal: new AbortController().signal,
    });
    expect({ code, printed }).toMatchObject({ code: 0 });
  }, 120_000);
});
