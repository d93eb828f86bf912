import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  DoraSink,
  GitImportProgress,
  GitSource,
  importGitHistory,
  parseGitSource,
} from '@slipway/plugin-dora-node';
import { Knex } from 'knex';
import { ScheduledGitSource } from '../settings';
import { setSourceState } from '../store/sources';

/** Imports of the Git sources in app-config.yaml, by schedule and on demand. */
export class GitSources {
  readonly #options: GitSourcesOptions;
  readonly #sources: (ScheduledGitSource & { source: GitSource })[];

  /** @throws InputError that names the source, the field and the rule */
  constructor(options: GitSourcesOptions) {
    this.#options = options;
    this.#sources = options.configured.map(configured => ({
      ...configured,
      source: parseGitSource(configured.definition),
    }));
  }

  /** Each source is a task that runs in one replica at a time. */
  async schedule(): Promise<void> {
    for (const { source, frequency, timeout } of this.#sources) {
      await this.#options.scheduler.scheduleTask({
        id: taskId(source.id),
        frequency,
        timeout,
        initialDelay: { seconds: 10 },
        scope: 'global',
        fn: signal => this.#import(source, signal),
      });
    }
  }

  /** @throws NotFoundError, or ConflictError while the import runs */
  async start(sourceId: string): Promise<void> {
    if (!this.#sources.some(({ source }) => source.id === sourceId)) {
      const known = this.#sources.map(({ source }) => source.id).join(', ');
      throw new NotFoundError(
        `No Git source '${sourceId}' is configured under dora.sources.git; ${
          known ? `known are ${known}` : 'there is none yet'
        }`,
      );
    }
    await this.#options.scheduler.triggerTask(taskId(sourceId));
  }

  async #import(source: GitSource, signal: AbortSignal): Promise<void> {
    const { knex, sink, logger, now, wakeWorker } = this.#options;
    const workDir = resolve(this.#options.workDir, source.id);
    await mkdir(workDir, { recursive: true });
    await setSourceState(knex, { id: source.id, state: 'running' });
    const progress = throttled<GitImportProgress>(current =>
      setSourceState(knex, {
        id: source.id,
        state: 'running',
        progress: { ...current },
      }),
    );
    try {
      const summary = await importGitHistory({
        source,
        sink,
        workDir,
        signal,
        now,
        repositoryOf: this.#options.repositoryOf,
        onProgress: progress.report,
      });
      await progress.written();
      const failures = summary.failures.map(
        failure => `${failure.repository}: ${failure.message}`,
      );
      await setSourceState(knex, {
        id: source.id,
        state: failures.length > 0 ? 'failed' : 'ok',
        error: failures.join('; ') || undefined,
        ...(failures.length === 0 && { heardAt: now() }),
      });
      const { deployments, histories, issues, seconds } = summary;
      logger.info(
        `Read the Git source ${source.id}: ${deployments.accepted} new deployments, ${histories.added} new commits, ${issues.count} read past, ${failures.length} repositories failed, ${seconds} s`,
      );
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      logger.error(`The import of ${source.id} failed`, cause);
      await progress.written();
      await setSourceState(knex, {
        id: source.id,
        state: 'failed',
        error: cause.message,
      });
    } finally {
      wakeWorker();
    }
  }
}

type GitSourcesOptions = {
  configured: ScheduledGitSource[];
  knex: Knex;
  sink: DoraSink;
  scheduler: SchedulerService;
  logger: LoggerService;
  /** Where mirrors of remote repositories are kept; may be lost at any time. */
  workDir: string;
  now(): Date;
  wakeWorker(): void;
  /** The repository that a service's catalog entity names. */
  repositoryOf(serviceRef: string): Promise<string | undefined>;
};

function taskId(sourceId: string): string {
  return `dora-git-${sourceId}`;
}

const progressEvery = durationToMilliseconds({ seconds: 2 });

/**
 * Lets one progress through every two seconds; a lost one does no harm. The
 * last must be written before the outcome is, or it would hide it.
 */
function throttled<T>(write: (progress: T) => Promise<void>) {
  let last = 0;
  let writing = Promise.resolve();
  return {
    report(progress: T) {
      const at = Date.now();
      if (at - last >= progressEvery) {
        last = at;
        writing = writing.then(() => write(progress)).catch(() => undefined);
      }
    },
    written: () => writing,
  };
}
