import { SampleComponent, flavourOf } from './component';
import { traitOf } from './random';

/** What is wrong with a component's record, as it is somewhere in every company. */
export type Oddity =
  /** Never connected: nothing arrives at all. */
  | 'no-data'
  /** Its pipeline names an environment that no setting maps. */
  | 'unmapped-environment'
  /** Was deployed until some months ago. */
  | 'stopped'
  /** For two weeks of every thirteen its versions resolve to no commit. */
  | 'unresolved-versions'
  /** Sends deployments that name no repository and no commit. */
  | 'no-history';

type Rule = {
  oddity: Oddity;
  fits: (component: SampleComponent) => boolean;
};

/** Enough happens elsewhere without it, and somebody expects it to be deployed. */
function isMinor({ tier, lifecycle }: SampleComponent): boolean {
  return tier >= 3 && lifecycle === 'production';
}

// In this order: the one that the catalog itself hints at chooses first.
const rules: Rule[] = [
  { oddity: 'stopped', fits: c => c.lifecycle === 'deprecated' },
  { oddity: 'stopped', fits: isMinor },
  { oddity: 'no-data', fits: isMinor },
  { oddity: 'unmapped-environment', fits: isMinor },
  { oddity: 'no-history', fits: isMinor },
  {
    oddity: 'unresolved-versions',
    fits: c => c.tier === 2 && flavourOf(c.type) !== 'library',
  },
  // A catalog without such components still gets one of each.
  { oddity: 'unresolved-versions', fits: () => true },
  { oddity: 'unmapped-environment', fits: () => true },
  { oddity: 'stopped', fits: () => true },
  { oddity: 'no-data', fits: () => true },
  { oddity: 'no-history', fits: () => true },
];

/**
 * Gives each oddity to one component. Each component's claim is a hash of its
 * own name, so a component that is added later takes one over at most, and the
 * others keep theirs. Fewer than ten components get none: a small catalog is
 * worth more whole.
 */
export function assignOddities(
  components: SampleComponent[],
): Map<string, Oddity> {
  const byRef = new Map<string, Oddity>();
  if (components.length < 10) {
    return byRef;
  }
  for (const { oddity, fits } of rules) {
    if ([...byRef.values()].includes(oddity)) {
      continue;
    }
    const [chosen] = components
      .filter(component => fits(component) && !byRef.has(component.ref))
      .map(component => ({
        ref: component.ref,
        claim: traitOf(component.name, oddity),
      }))
      .sort((one, other) => one.claim - other.claim);
    if (chosen) {
      byRef.set(chosen.ref, oddity);
    }
  }
  return byRef;
}
