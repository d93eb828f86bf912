import { Flavour, SampleComponent, flavourOf } from './component';
import { traitOf } from './random';

/** When a component is released. */
export type Rhythm =
  /** Each landing goes out soon, several together when they come close. */
  | { kind: 'continuous' }
  /** What has landed goes out on these weekdays (1 is Monday). */
  | { kind: 'train'; weekdays: readonly number[] }
  /** What has landed goes out every so many working days. */
  | { kind: 'release'; everyDays: number };

/** The habits of the people behind one component. */
export type Profile = {
  flavour: Flavour;
  rhythm: Rhythm;
  /** Pull requests of people that land on an ordinary working day. */
  landingsPerDay: number;
  /** Pull requests of the dependency bot that land on an ordinary Monday. */
  botLandingsPerWeek: number;
  /** Commits of a pull request beyond its first. */
  extraCommits: number;
  /** Median of opening hours between first commit and landing. */
  branchHours: number;
  /** How a pull request lands: with a merge commit, or as one new commit. */
  landing: 'merge' | 'squash';
  /** Opening hours between the cut of a release and production; the first goes by on staging. */
  soakHours: number;
  /** Share of production deployments that need immediate intervention. */
  failureRate: number;
  /** Median minutes from a failed deployment to its remedy. */
  recoveryMinutes: number;
  /** Somebody is on call outside opening hours. */
  onCall: boolean;
  versions: 'build' | 'semver' | 'date';
  /** What this component's pipeline calls its environments; null where there is none. */
  environments: { production: string; staging: string | null };
};

const byTier = [
  { landings: 1.2, branch: 5, failures: 0.07, recovery: 32 },
  { landings: 0.72, branch: 11, failures: 0.1, recovery: 85 },
  { landings: 0.5, branch: 17, failures: 0.12, recovery: 240 },
  { landings: 0.22, branch: 26, failures: 0.14, recovery: 540 },
];

function rhythmOf(tier: number, flavour: Flavour, trait: number): Rhythm {
  if (flavour === 'library') {
    return { kind: 'release', everyDays: 7 + Math.floor(trait * 16) };
  }
  if (flavour === 'model') {
    return { kind: 'release', everyDays: 5 + Math.floor(trait * 6) };
  }
  if (tier === 1 || (tier === 2 && trait < 0.5)) {
    return { kind: 'continuous' };
  }
  const timetables = [[1, 2, 3, 4], [2, 4], [3]];
  return { kind: 'train', weekdays: timetables[Math.min(tier, 4) - 2] };
}

function versionsOf(flavour: Flavour): Profile['versions'] {
  if (flavour === 'library' || flavour === 'model') {
    return 'semver';
  }
  return flavour === 'pipeline' ? 'date' : 'build';
}

function stagingOf(flavour: Flavour, trait: number): string | null {
  if (flavour === 'library') {
    return null;
  }
  return trait < 0.8 ? 'staging' : 'preprod';
}

/**
 * Derives a component's habits from its tier, its type and a hash of its name:
 * two components of a tier differ, the same component never changes.
 */
export function profileOf(component: SampleComponent): Profile {
  const { name } = component;
  const tier = Math.min(Math.max(component.tier, 1), 4);
  const flavour = flavourOf(component.type);
  const habits = byTier[tier - 1];
  const trait = (what: string) => traitOf(name, what);
  const quiet = tier >= 3 && trait('quiet') < 0.2;
  const rhythm = rhythmOf(tier, flavour, trait('rhythm'));
  const slow = flavour === 'model' ? 2 : 1;
  return {
    flavour,
    rhythm,
    landingsPerDay:
      habits.landings *
      (0.65 + 0.7 * trait('pace')) *
      (quiet ? 0.25 : 1) *
      (flavour === 'library' ? 0.6 : 1),
    botLandingsPerWeek: trait('bot') < 0.6 ? 0.4 + 1.2 * trait('bot-pace') : 0,
    extraCommits: 1.2 + 2.6 * trait('commits'),
    branchHours: habits.branch * slow * (0.6 + 0.9 * trait('branch')),
    landing: trait('landing') < 0.75 ? 'merge' : 'squash',
    soakHours: rhythm.kind === 'continuous' ? 0.25 : 3 + 5 * trait('soak'),
    failureRate: habits.failures * (0.4 + 1.2 * trait('failures')),
    recoveryMinutes: habits.recovery * (0.6 + 0.8 * trait('recovery')),
    onCall: tier <= 2,
    versions: versionsOf(flavour),
    environments: {
      production: trait('environment') < 0.75 ? 'production' : 'prod',
      staging: stagingOf(flavour, trait('staging')),
    },
  };
}
