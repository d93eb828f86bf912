import fc from 'fast-check';
import { flavourOf } from './component';
import { profileOf } from './profile';

const component = (tier: number, type = 'service', name = 'basket') => ({
  ref: `component:default/${name}`,
  name,
  type,
  lifecycle: 'production',
  tier,
  repository: `https://git.saltmarsh.example/team/${name}`,
});

describe('flavourOf', () => {
  it.each([
    ['service', 'service'],
    ['website', 'website'],
    ['library', 'library'],
    ['data-pipeline', 'pipeline'],
    ['machine-learning', 'model'],
    ['ml-service', 'model'],
    ['documentation', 'service'],
  ])('%s is a %s', (type, flavour) => {
    expect(flavourOf(type)).toBe(flavour);
  });
});

describe('profileOf', () => {
  it('lets critical components land more and recover sooner, whatever their names', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), name => {
        const critical = profileOf(component(1, 'service', name));
        const minor = profileOf(component(4, 'service', name));
        expect(critical.landingsPerDay).toBeGreaterThan(minor.landingsPerDay);
        expect(critical.recoveryMinutes).toBeLessThan(minor.recoveryMinutes);
        expect(critical.rhythm.kind).toBe('continuous');
        expect([critical.onCall, minor.onCall]).toEqual([true, false]);
      }),
    );
  });

  it('releases libraries by version and without a staging environment', () => {
    const library = profileOf(component(3, 'library'));
    expect(library.rhythm.kind).toBe('release');
    expect(library.versions).toBe('semver');
    expect(library.environments.staging).toBeNull();
  });

  it('takes a tier that nobody knows for the nearest one', () => {
    expect(profileOf(component(9)).landingsPerDay).toBe(
      profileOf(component(4)).landingsPerDay,
    );
  });
});
