export type GitImportStep =
  | 'fetching'
  | 'reading-history'
  | 'reading-deployments'
  | 'resolving-versions';

export type GitImportProgress = {
  step: GitImportStep;
  /** The repository being read; the source's id while versions are resolved. */
  subject: string;
  /** Git's own progress of a fetch, such as "Receiving objects: 45%". */
  detail?: string;
  /** Commits read, of those known to be there so far. */
  done: number;
  total: number;
  /** Deployments read. */
  deployments: number;
  perSecond: number | null;
  secondsLeft: number | null;
};

const reportEvery = 250;
const rateNeeds = 1000;

/**
 * Counts what an import has read and reports it at most four times a second
 * and at each new step. Waiting for the network counts for neither rate nor
 * estimate, which are about reading.
 */
export class ProgressMeter {
  private step: GitImportStep = 'fetching';
  private subject = '';
  private detail: string | undefined;
  private done = 0;
  private total = 0;
  private deployments = 0;
  private readingFor = 0;
  private readingSince: number | undefined;
  private reportedAt = -Infinity;

  constructor(
    private readonly options: {
      now: () => Date;
      onProgress?: (progress: GitImportProgress) => void;
    },
  ) {}

  enter(step: GitImportStep, subject: string): void {
    if (this.step === step && this.subject === subject) {
      return;
    }
    this.pause();
    this.step = step;
    this.subject = subject;
    this.detail = undefined;
    if (step !== 'fetching') {
      this.readingSince = this.now();
    }
    this.report();
  }

  fetched(detail: string): void {
    this.detail = detail;
    this.reportSometimes();
  }

  expect(commits: number): void {
    this.total += commits;
  }

  advance(count: { commits?: number; deployments?: number }): void {
    this.done += count.commits ?? 0;
    this.deployments += count.deployments ?? 0;
    this.reportSometimes();
  }

  /** The last report, with everything counted. */
  finish(): void {
    this.report();
  }

  private now(): number {
    return this.options.now().getTime();
  }

  private pause(): void {
    this.readingFor += this.sinceReading();
    this.readingSince = undefined;
  }

  private sinceReading(): number {
    return this.readingSince === undefined ? 0 : this.now() - this.readingSince;
  }

  private reportSometimes(): void {
    if (this.now() - this.reportedAt >= reportEvery) {
      this.report();
    }
  }

  private report(): void {
    this.reportedAt = this.now();
    const spent = this.readingFor + this.sinceReading();
    const perSecond =
      spent >= rateNeeds && this.done > 0 ? (this.done / spent) * 1000 : null;
    const left = Math.max(this.total - this.done, 0);
    this.options.onProgress?.({
      step: this.step,
      subject: this.subject,
      ...(this.detail && { detail: this.detail }),
      done: this.done,
      total: Math.max(this.total, this.done),
      deployments: this.deployments,
      perSecond,
      secondsLeft: perSecond === null ? null : left / perSecond,
    });
  }
}
