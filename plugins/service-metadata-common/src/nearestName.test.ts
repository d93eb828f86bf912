import fc from 'fast-check';
import { nearestName } from './nearestName';

const known = ['tier', 'on-call', 'runbook', 'dashboard', 'pci-dss'];

describe('nearestName', () => {
  it.each([
    ['teir', 'tier'],
    ['oncall', 'on-call'],
    ['run-book', 'runbook'],
    ['Dashbord', 'dashboard'],
    ['pci', 'pci-dss'],
  ])('takes %s for %s', (written, meant) => {
    expect(nearestName(written, known)).toBe(meant);
  });

  it('does not guess when nothing is close', () => {
    expect(nearestName('owner-of-record', known)).toBeUndefined();
    expect(nearestName('tier', [])).toBeUndefined();
  });

  it('gives a known name for itself and for one slip, and never another word', () => {
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.nat(), (name, seed) => {
        const at = seed % name.length;
        const slip = name.slice(0, at) + name.slice(at + 1);
        expect(nearestName(name, known)).toBe(name);
        expect(nearestName(slip, known)).toBe(name);
      }),
    );
    fc.assert(
      fc.property(fc.string(), written => {
        expect([...known, undefined]).toContain(nearestName(written, known));
      }),
    );
  });
});
