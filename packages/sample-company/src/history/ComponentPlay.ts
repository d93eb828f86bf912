import {
  CompanyCalendar,
  WorkingDay,
  workingDaySeconds,
} from '../company/calendar';
import { SampleComponent } from '../company/component';
import { Profile } from '../company/profile';
import { RandomStream } from '../company/random';
import { Season, seasonOf } from '../company/season';
import { Agenda } from './Agenda';
import { CommitGraph, Landing } from './CommitGraph';
import { DeploymentLog, Release } from './DeploymentLog';
import { PullRequests } from './landings';
import { remedyTime, soonestRelease } from './timing';
import { VersionNames, versionNames } from './versions';

type Event = { at: number } & (
  | { kind: 'landing'; landing: Landing }
  /** Puts what had landed at `cutAt` into production. */
  | { kind: 'release'; cutAt: number }
  | { kind: 'redeployment'; release: Release }
  | { kind: 'rollback'; failed: Release; target: Release }
  | { kind: 'hotfix'; failed: Release }
);

const minute = 60_000;
/** From a hotfix on the default branch to production, without a stop. */
const hotfixMinutes = 3;

/**
 * Plays the life of one component, day by day from the company's first: pull
 * requests land, releases go out, some fail and are remedied. While a failure
 * is open nothing else is released, and after a rollback nothing until the
 * repair has landed.
 */
export class ComponentPlay {
  readonly graph: CommitGraph;
  readonly log: DeploymentLog;
  readonly #component: SampleComponent;
  readonly #profile: Profile;
  readonly #calendar: CompanyCalendar;
  readonly #stream: RandomStream;
  readonly #pullRequests: PullRequests;
  readonly #nextVersion: VersionNames;
  readonly #agenda = new Agenda<Event>();
  #season: Season = { activity: 1, trouble: 1, frozen: false };
  #inProduction: Release | undefined;
  /** The newest commit that a release was made of, rolled back or not. */
  #newestCut: string | undefined;
  #releasePending = false;
  #heldUntil = 0;

  constructor(options: {
    component: SampleComponent;
    profile: Profile;
    calendar: CompanyCalendar;
  }) {
    const { component, profile, calendar } = options;
    const stream = RandomStream.of('play', component.name);
    this.#component = component;
    this.#profile = profile;
    this.#calendar = calendar;
    this.#stream = stream;
    this.#pullRequests = new PullRequests({ calendar, profile, stream });
    this.#nextVersion = versionNames(profile.versions, stream);
    this.log = new DeploymentLog(stream);
    this.graph = CommitGraph.create({
      repository: component.repository,
      startedAt: calendar.instantAt(0),
    });
  }

  /** Plays all working days that begin before an instant. */
  playUntil(instant: number): void {
    const { days } = this.#calendar;
    for (let index = 0; days[index].opensAt < instant; index += 1) {
      this.#season = seasonOf(this.#component, days[index]);
      this.#planDay(days[index], index);
      const next = days[index + 1].opensAt;
      for (
        let event = this.#agenda.takeBefore(next);
        event;
        event = this.#agenda.takeBefore(next)
      ) {
        this.#happen(event);
      }
    }
  }

  #planDay(day: WorkingDay, index: number): void {
    const opens = index * workingDaySeconds;
    const stream = this.#stream;
    const { landingsPerDay, botLandingsPerWeek, rhythm } = this.#profile;
    const people = stream.poisson(landingsPerDay * this.#season.activity);
    for (let count = 0; count < people; count += 1) {
      const within = (stream.next() + stream.next()) / 2;
      const landing = this.#pullRequests.ofPeople(
        opens + workingDaySeconds * (0.04 + 0.93 * within),
      );
      this.#agenda.note({ kind: 'landing', at: landing.at, landing });
    }
    const bot = day.weekday === 1 ? stream.poisson(botLandingsPerWeek) : 0;
    for (let count = 0; count < bot; count += 1) {
      const landing = this.#pullRequests.ofBot(
        opens + stream.between(600, 2 * 3600),
      );
      this.#agenda.note({ kind: 'landing', at: landing.at, landing });
    }
    const due =
      (rhythm.kind === 'train' && rhythm.weekdays.includes(day.weekday)) ||
      (rhythm.kind === 'release' && index % rhythm.everyDays === 0);
    if (due) {
      this.#planRelease(opens + stream.between(0.8, 2.5) * 3600);
    }
  }

  /** A release to production after so many seconds of opening hours. */
  #planRelease(workingSeconds: number): void {
    const soak = this.#profile.soakHours * 3600;
    this.#releasePending = true;
    this.#agenda.note({
      kind: 'release',
      at: this.#calendar.instantAt(workingSeconds),
      cutAt: this.#calendar.instantAt(workingSeconds - soak),
    });
  }

  #planNextRelease(readyAt: number): void {
    const [calendar, stream] = [this.#calendar, this.#stream];
    this.#planRelease(soonestRelease({ calendar, stream, readyAt }));
  }

  #happen(event: Event): void {
    switch (event.kind) {
      case 'landing':
        this.graph.land(event.landing);
        this.#afterLanding(event.at);
        break;
      case 'release':
        this.#release(event.at, event.cutAt);
        break;
      case 'redeployment':
        this.#redeploy(event.at, event.release);
        break;
      case 'rollback':
        this.#rollBack(event.at, event.failed, event.target);
        break;
      default:
        this.#fixForward(event.at, event.failed);
    }
  }

  #afterLanding(at: number): void {
    if (this.#profile.rhythm.kind === 'continuous') {
      if (!this.#releasePending) {
        this.#planNextRelease(at);
      }
    } else if (this.#stream.chance(0.2)) {
      // Trains and releases leave rarely: staging shows the work in between.
      const commit = this.graph.tipAt(at).sha;
      this.#stage({ version: this.#name(at), commit }, at + 9 * minute);
    }
  }

  #release(at: number, cutAt: number): void {
    this.#releasePending = false;
    const commit = this.graph.tipAt(cutAt).sha;
    const waits = cutAt < this.#heldUntil || this.#season.frozen;
    if (waits || commit === this.#newestCut) {
      if (this.#profile.rhythm.kind === 'continuous') {
        this.#retryLater(at);
      }
      return;
    }
    this.#newestCut = commit;
    const release = { version: this.#name(at), commit };
    this.#stage(release, cutAt + this.#stream.integer(4, 9) * minute);
    this.#deliver(release, this.#attempt(release, at));
  }

  /** Whatever has landed and is not out yet gets another try. */
  #retryLater(at: number): void {
    if (this.graph.tipAt(at).sha !== this.#newestCut) {
      this.#planNextRelease(Math.max(at, this.#heldUntil));
    }
  }

  /** Now and then the pipeline fails first; returns when it got through. */
  #attempt(release: Release, at: number): number {
    if (!this.#stream.chance(0.018)) {
      return at;
    }
    const status = this.#stream.chance(0.8) ? 'failed' : 'cancelled';
    this.log.add({
      release,
      stage: 'production',
      status,
      finishedAt: at,
    });
    return at + this.#stream.integer(10, 20) * minute;
  }

  #deliver(release: Release, at: number): void {
    const before = this.#inProduction;
    this.log.add({ release, stage: 'production', finishedAt: at });
    this.#inProduction = release;
    this.#heldUntil = at;
    const risk = this.#profile.failureRate * this.#season.trouble;
    if (before && this.#stream.chance(Math.min(risk, 0.4))) {
      this.#planRemedy(release, before, at);
    } else if (this.#stream.chance(0.03)) {
      const wait = this.#stream.between(1, 5) * 3600;
      const again = this.#calendar.workingSecondsAt(at) + wait;
      this.#agenda.note({
        kind: 'redeployment',
        at: this.#calendar.instantAt(again),
        release,
      });
    }
  }

  #planRemedy(failed: Release, target: Release, failedAt: number): void {
    const at = remedyTime({
      calendar: this.#calendar,
      stream: this.#stream,
      profile: this.#profile,
      failedAt,
    });
    this.#heldUntil = at + 10 * minute;
    // A published library version stays published: only a newer one helps.
    const rollsBack =
      this.#profile.flavour !== 'library' && this.#stream.chance(0.75);
    this.#agenda.note(
      rollsBack
        ? { kind: 'rollback', at, failed, target }
        : { kind: 'hotfix', at: at - hotfixMinutes * minute, failed },
    );
  }

  #rollBack(at: number, failed: Release, target: Release): void {
    this.log.add({
      release: target,
      stage: 'production',
      finishedAt: at,
      title: `Roll back to ${target.version} from ${failed.version}`,
      remedy: 'rollback',
    });
    this.#inProduction = target;
    const wait = this.#stream.between(0.7, 9) * 3600;
    const repairedAt = this.#calendar.instantAt(
      this.#calendar.workingSecondsAt(at) + wait,
    );
    const subject = this.#stream.chance(0.55)
      ? `Revert the change that broke ${failed.version}`
      : `Repair what ${failed.version} broke`;
    const landing = this.#pullRequests.ofRemedy(repairedAt, subject);
    this.#heldUntil = repairedAt;
    this.#agenda.note({ kind: 'landing', at: repairedAt, landing });
  }

  #fixForward(landsAt: number, failed: Release): void {
    const landing = this.#pullRequests.ofRemedy(
      landsAt,
      `Hotfix for ${failed.version}`,
    );
    const commit = this.graph.land(landing).sha;
    const at = landsAt + hotfixMinutes * minute;
    const version = this.#nextVersion({ at, hotfix: true });
    this.#newestCut = commit;
    this.#inProduction = { version, commit };
    this.log.add({
      release: this.#inProduction,
      stage: 'production',
      finishedAt: at,
      title: `Hotfix ${version}`,
      remedy: 'hotfix',
    });
  }

  #redeploy(at: number, release: Release): void {
    if (at >= this.#heldUntil && this.#inProduction === release) {
      this.log.add({
        release,
        stage: 'production',
        finishedAt: at,
        title: `Deploy ${release.version} again with new settings`,
      });
    }
  }

  #stage(release: Release, at: number): void {
    if (this.#profile.environments.staging) {
      this.log.add({ release, stage: 'staging', finishedAt: at });
    }
  }

  #name(at: number): string {
    return this.#nextVersion({ at, hotfix: false });
  }
}
