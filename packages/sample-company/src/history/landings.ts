import { CompanyCalendar, workingDaySeconds } from '../company/calendar';
import { Profile } from '../company/profile';
import { RandomStream } from '../company/random';
import { BranchCommit, Landing } from './CommitGraph';
import {
  branchName,
  bumpSubject,
  changeSubject,
  followUpSubject,
} from './subjects';

const hour = 3600;
/** Longer branches were given up or cut into pieces. */
const longestBranchSeconds = 12 * workingDaySeconds;

/** Writes the pull requests of one repository. */
export class PullRequests {
  readonly #calendar: CompanyCalendar;
  readonly #profile: Profile;
  readonly #stream: RandomStream;
  #number = 0;

  constructor(options: {
    calendar: CompanyCalendar;
    profile: Profile;
    stream: RandomStream;
  }) {
    this.#calendar = options.calendar;
    this.#profile = options.profile;
    this.#stream = options.stream;
  }

  /** What people worked on, landing after so many seconds of opening hours. */
  ofPeople(landsAt: number): Landing {
    const stream = this.#stream;
    const { branchHours, extraCommits, flavour } = this.#profile;
    const duration = Math.min(
      Math.max(stream.logNormal(branchHours, 0.9) * hour, hour / 4),
      longestBranchSeconds,
    );
    const spans = Array.from({ length: stream.poisson(extraCommits) }, () =>
      stream.between(hour / 10, duration),
    );
    const [first, ...others] = [duration, ...spans]
      .sort((one, other) => other - one)
      .map(span => this.#calendar.instantAt(landsAt - span));
    return this.#landing(this.#calendar.instantAt(landsAt), [
      this.#commit(first, changeSubject(stream, flavour)),
      ...others.map(at => this.#commit(at, followUpSubject(stream))),
    ]);
  }

  /** What the dependency bot opened in the night before. */
  ofBot(landsAt: number): Landing {
    const at = this.#calendar.instantAt(landsAt);
    const night = at - Math.floor(this.#stream.between(4, 7) * hour) * 1000;
    return this.#landing(at, [
      {
        authoredAt: night,
        committedAt: night,
        subject: bumpSubject(this.#stream),
      },
    ]);
  }

  /** One commit in a hurry, landing at an instant. */
  ofRemedy(at: number, subject: string): Landing {
    const minutes = this.#stream.integer(6, 20);
    return this.#landing(at, [this.#commit(at - minutes * 60_000, subject)]);
  }

  #commit(committedAt: number, subject: string): BranchCommit {
    // Some are amended or rebased before they land: the author's time stays.
    const amended = this.#stream.chance(0.12)
      ? this.#stream.integer(5, 180) * 60_000
      : 0;
    return { authoredAt: committedAt - amended, committedAt, subject };
  }

  #landing(at: number, commits: Landing['commits']): Landing {
    this.#number += 1;
    const subject = `Merge pull request #${
      this.#number
    } from saltmarsh/${branchName(commits[0].subject)}`;
    return {
      at,
      commits,
      merge: this.#profile.landing === 'squash' ? 'squash' : { subject },
    };
  }
}
