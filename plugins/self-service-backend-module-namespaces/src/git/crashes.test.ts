import { InventoryEntry } from '@slipway/plugin-self-service-node';
import { testGitRepository } from '@slipway/testing';
import fc from 'fast-check';
import {
  apply,
  destroy,
  gitTarget,
  stepContext,
  temporaryFolder,
} from '../__testUtils__/gitTarget';
import { namespaceResource } from '../__testUtils__/resources';
import { tiers } from '../kind/spec';

jest.setTimeout(180_000);

/** Where a replica ends: before the branch moves, right after, or not at all. */
type Crash = 'before' | 'after' | 'none';

const operation = fc.record({
  what: fc.constantFrom('apply', 'apply', 'destroy'),
  tier: fc.constantFrom(...tiers),
  team: fc.constantFrom('checkout', 'accounts'),
  crashes: fc.array(fc.constantFrom<Crash>('before', 'after'), {
    maxLength: 2,
  }),
});
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

class ReplicaEnded extends Error {}

/** Carries an operation out, as often as its replica ends and once more. */
async function carryOut(
  path: string,
  index: number,
  { what, tier, team }: Operation,
  crashes: Crash[],
  inventory: InventoryEntry[],
): Promise<InventoryEntry[]> {
  const resource = namespaceResource({
    spec: { tier },
    team: `group:default/${team}`,
  });
  for (const crash of [...crashes, 'none' as const]) {
    // Each time another replica: nothing is remembered but the inventory.
    const target = await gitTarget({ repository: path });
    const context = stepContext({
      resource,
      requestId: `request-${index}`,
      inventory,
      assertLease: async () => {
        if (crash === 'before') {
          throw new ReplicaEnded();
        }
      },
    });
    const walk = what === 'apply' ? apply : destroy;
    try {
      const walked = await walk(target, context);
      if (crash === 'none') {
        return walked.inventory;
      }
      // After: what the step gave was never recorded.
    } catch (error) {
      expect(error).toBeInstanceOf(ReplicaEnded);
    }
  }
  return inventory;
}

async function outcome(operations: Operation[], withCrashes: boolean) {
  const path = `${await temporaryFolder()}/remote.git`;
  const reader = await testGitRepository();
  await reader.git('init', '--quiet', '--bare', '--initial-branch=main', path);
  let inventory: InventoryEntry[] = [];
  for (const [index, one] of operations.entries()) {
    const crashes = withCrashes ? one.crashes : [];
    inventory = await carryOut(path, index, one, crashes, inventory);
  }
  const git = (...args: string[]) => reader.git(`--git-dir=${path}`, ...args);
  const refs = await git('for-each-ref', '--format=%(refname)');
  return {
    refs,
    inventory: inventory.map(({ reference }) => reference).sort(),
    // Times and authors are given, so equal histories have equal ids.
    history: refs === '' ? '' : await git('log', '--format=%H %s', 'main'),
    files: refs === '' ? '' : await git('ls-tree', '-r', 'main'),
  };
}

describe('replicas that end at any point', () => {
  it('leave the very history of a run in which none does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation, { minLength: 1, maxLength: 4 }),
        async operations => {
          expect(await outcome(operations, true)).toEqual(
            await outcome(operations, false),
          );
        },
      ),
      { numRuns: 6 },
    );
  });
});
