import { CommitRecord, DeploymentDelivery } from '@slipway/plugin-dora-common';
import { DateTime } from 'luxon';
import { CompanyCalendar, companyZone, epoch } from './company/calendar';
import { SampleComponent } from './company/component';
import { Oddity, assignOddities } from './company/oddities';
import { profileOf } from './company/profile';
import { PlayedCommit } from './history/CommitGraph';
import { ComponentPlay } from './history/ComponentPlay';
import { PlayedDeployment } from './history/DeploymentLog';

const day = 86_400_000;

/** A commit and when it reached the default branch. */
export type SampleCommit = { landedAt: Date; commit: CommitRecord };

/** One component's part of the sample. */
export type ComponentSample = {
  component: SampleComponent;
  /** What is odd about its record on purpose. */
  oddity: Oddity | null;
  /** `{sha}` stands for the commit. */
  commitUrl: string;
  /** The default branch's newest commit; absent when nothing landed in the year. */
  head: string | undefined;
  /** In the order of landing, from six weeks before the first deployment; parents from before that are left out. */
  commits: SampleCommit[];
  /** By the time they finished. */
  deliveries: DeploymentDelivery[];
};

/** Commits reach further back than deployments, whose first ones would come from nowhere otherwise. */
const historyLead = 45 * day;

/** The name that a pipeline uses and no setting maps. */
export const unmappedEnvironment = 'prod-eu-west';

/** Two weeks of every thirteen, counted from the epoch's first Monday. */
function isUnresolved(instant: number): boolean {
  const week = Math.floor((instant - epoch) / (7 * day));
  return week % 13 === 5 || week % 13 === 6;
}

/** The quarter's start that lies 90 days back or more. */
function stopOf(until: number): number {
  return DateTime.fromMillis(until, { zone: companyZone })
    .minus({ days: 90 })
    .startOf('quarter')
    .toMillis();
}

function toRecord(commit: PlayedCommit, known: Set<string>): SampleCommit {
  return {
    landedAt: new Date(commit.landedAt),
    commit: {
      sha: commit.sha,
      parents: commit.parents.filter(parent => known.has(parent)),
      authoredAt: new Date(commit.authoredAt).toISOString(),
      committedAt: new Date(commit.committedAt).toISOString(),
      subject: commit.subject,
    },
  };
}

/** Where a deployment came from, as far as its record says. */
function repositoryOf(
  { commit, finishedAt }: PlayedDeployment,
  options: { component: SampleComponent; oddity: Oddity | null },
): Pick<DeploymentDelivery, 'repository' | 'commit'> {
  const { repository } = options.component;
  switch (options.oddity) {
    case 'no-history':
      return {};
    case 'unresolved-versions':
      return isUnresolved(finishedAt) ? { repository } : { repository, commit };
    default:
      return { repository, commit };
  }
}

function toDelivery(
  deployment: PlayedDeployment,
  options: {
    component: SampleComponent;
    oddity: Oddity | null;
    environment: string;
  },
): DeploymentDelivery {
  const { component } = options;
  const id = `${component.ref}#${deployment.number}`;
  const finishedAt = new Date(deployment.finishedAt).toISOString();
  return {
    id,
    kind: 'deployment',
    key: id,
    occurredAt: finishedAt,
    service: component.ref,
    environment: options.environment,
    version: deployment.version,
    status: deployment.status,
    startedAt: new Date(deployment.startedAt).toISOString(),
    finishedAt,
    sequence: deployment.number,
    ...repositoryOf(deployment, options),
    title: deployment.title,
    url: `https://deploy.saltmarsh.example/${component.name}/${deployment.number}`,
  };
}

function sampleOf(options: {
  component: SampleComponent;
  oddity: Oddity | null;
  calendar: CompanyCalendar;
  from: number;
  until: number;
}): ComponentSample {
  const { component, oddity, calendar, from } = options;
  const until = oddity === 'stopped' ? stopOf(options.until) : options.until;
  const profile = profileOf(component);
  const play = new ComponentPlay({ component, profile, calendar });
  if (oddity !== 'no-data') {
    play.playUntil(until);
  }
  const commits = play.graph.commits.filter(
    ({ landedAt }) => landedAt >= from - historyLead && landedAt < until,
  );
  const known = new Set(commits.map(({ sha }) => sha));
  const hasHistory = oddity !== 'no-history' && commits.length > 0;
  // What is experimental has not been put into production yet.
  const isExperiment = component.lifecycle === 'experimental';
  const environments = {
    staging: profile.environments.staging ?? 'staging',
    production:
      oddity === 'unmapped-environment'
        ? unmappedEnvironment
        : profile.environments.production,
  };
  const deliveries = play.log.entries
    .filter(({ finishedAt }) => finishedAt >= from && finishedAt < until)
    .filter(({ stage }) => stage === 'staging' || !isExperiment)
    .sort((one, other) => one.finishedAt - other.finishedAt)
    .map(deployment =>
      toDelivery(deployment, {
        component,
        oddity,
        environment: environments[deployment.stage],
      }),
    );
  return {
    component,
    oddity,
    commitUrl: `${component.repository}/commit/{sha}`,
    head: hasHistory ? play.graph.tipAt(until - 1).sha : undefined,
    commits: hasHistory ? commits.map(commit => toRecord(commit, known)) : [],
    deliveries,
  };
}

/** The year of the sample that ends at an instant: half open, milliseconds since 1970. */
export function sampleYear(until: Date): { from: number; until: number } {
  const end = DateTime.fromJSDate(until, { zone: 'utc' });
  return { from: end.minus({ years: 1 }).toMillis(), until: end.toMillis() };
}

/**
 * A year of commits and deployments for each component, up to `until`
 * (exclusive). The same components and the same end give the same bytes; an end
 * some days later gives the same records for the days that both have. Throws a
 * RangeError for an end before 2025.
 */
export function generateSample(options: {
  components: SampleComponent[];
  until: Date;
}): ComponentSample[] {
  const { from, until } = sampleYear(options.until);
  if (!(from >= epoch)) {
    throw new RangeError(
      `The sample's last day is ${options.until}; it must be 2025-01-01 or later, because the sample company started a year before that.`,
    );
  }
  const calendar = CompanyCalendar.create(until);
  const oddities = assignOddities(options.components);
  return [...options.components]
    .sort((one, other) => (one.ref < other.ref ? -1 : 1))
    .map(component =>
      sampleOf({
        component,
        oddity: oddities.get(component.ref) ?? null,
        calendar,
        from,
        until,
      }),
    );
}
