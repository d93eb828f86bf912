import { at, policyFile, policyFolders } from './__testUtils__/policyFolder';
import { testInput } from './exampleInput';
import { loadPolicies } from './loadPolicies';

const folder = policyFolders();
const now = () => at;

const waiver = {
  match: { name: 'bad' },
  until: '2026-03-31',
  owner: 'user:default/priya.raman',
  reason: 'It is moved in spring.',
};

describe('waivers beside the files', () => {
  const bad = () => testInput({ request: { name: 'bad' } }, '');
  const named = { ...waiver, policy: 'example' };

  it('are judged by, shown and part of the version, and not of the tests', async () => {
    const path = folder(policyFile({ waivers: [waiver] }));
    const file = await loadPolicies({ folders: [path], now });
    const settled = { ...named, match: { kind: 'namespace' } };
    const both = await loadPolicies({
      folders: [path],
      waivers: [settled, { ...settled, until: '2026-03-01' }],
      now,
    });
    expect(both.views()).toMatchObject([
      {
        waivers: [
          { match: 'name bad', inForce: true },
          { match: 'kind namespace', owner: waiver.owner, inForce: true },
          { match: 'kind namespace', until: '2026-03-01', inForce: false },
        ],
      },
    ]);
    expect(both.version).not.toBe(file.version);
    const without = await loadPolicies({
      folders: [folder(policyFile())],
      waivers: [settled],
      now,
    });
    expect(await without.judge(bad())).toMatchObject([
      { result: 'waived', waiver: { reason: waiver.reason } },
    ]);
    expect(without.views()[0].tests).toMatchObject([
      { passed: true },
      { passed: true },
    ]);
  });

  it.each([
    ['no policy', { policy: 'exmaple' }, 'waivers names exmaple'],
    [
      'more than a year',
      { until: '2027-03-05' },
      'selfService.policies.waivers.0.until: 2027-03-05 is more than a year away',
    ],
  ])('are refused for %s', async (_, wrong, message) => {
    await expect(
      loadPolicies({
        folders: [folder(policyFile())],
        waivers: [{ ...named, ...wrong }],
        now,
      }),
    ).rejects.toThrow(message);
  });
});
