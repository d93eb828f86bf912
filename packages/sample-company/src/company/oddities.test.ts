import fc from 'fast-check';
import { testComponents } from '../testing/testComponents';
import { assignOddities } from './oddities';

describe('assignOddities', () => {
  it('gives each oddity to one component and leaves the critical ones alone', () => {
    const byRef = assignOddities(testComponents);
    expect([...byRef.values()].sort()).toEqual([
      'no-data',
      'no-history',
      'stopped',
      'unmapped-environment',
      'unresolved-versions',
    ]);
    for (const { ref, tier } of testComponents) {
      expect([tier, byRef.has(ref)]).not.toEqual([1, true]);
    }
  });

  it('takes the hints of the catalog', () => {
    expect(assignOddities(testComponents).get('component:default/kiosk')).toBe(
      'stopped',
    );
  });

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(testComponents, {
          minLength: testComponents.length,
        }),
        shuffled => {
          expect(assignOddities(shuffled)).toEqual(
            assignOddities(testComponents),
          );
        },
      ),
    );
  });

  it('finds somebody for each oddity in a company of critical services', () => {
    const critical = testComponents.map(component => ({
      ...component,
      lifecycle: 'production',
      tier: 1,
    }));
    expect(assignOddities(critical).size).toBe(5);
  });

  it('leaves a small catalog whole', () => {
    expect(assignOddities(testComponents.slice(0, 9)).size).toBe(0);
  });
});
