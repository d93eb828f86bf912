import { mkdir } from 'node:fs/promises';
import { GitError } from '@slipway/git';
import { GitSource } from '../config/gitSource';
import { DoraSink } from '../sink';
import { restoreCursor } from './cursor';
import { DeliveryBuffer } from './deliveries';
import { ImportContext } from './importContext';
import { importGitops } from './importGitops';
import { importReleases } from './importReleases';
import { GitImportProgress, ProgressMeter } from './progress';
import { RepositoryPool } from './repositoryPool';
import { resolveLate } from './resolveLate';
import { ServiceHistories } from './serviceHistories';
import { addFailure, emptySummary, GitImportSummary } from './summary';

export type ImportGitHistoryOptions = {
  /** From `parseGitSource`. */
  source: GitSource;
  sink: DoraSink;
  /** Mirrors of URLs and bundles live here between runs. One process at a time. */
  workDir: string;
  /** What relative paths start from; default: the working directory. */
  baseDir?: string;
  onProgress?: (progress: GitImportProgress) => void;
  signal?: AbortSignal;
  now?: () => Date;
  /** The repository that a service's catalog entity names, for `fromCatalog`. */
  repositoryOf?: (serviceRef: string) => Promise<string | undefined>;
};

/**
 * Reads the deployments and commits that a Git source has and the sink does not
 * know yet, and hands them over.
 *
 * A run may be stopped at any point and started again: the place is kept after
 * each batch, what is delivered twice counts once, and a changed configuration
 * or a rewritten history is read from its beginning. A repository that cannot
 * be read is named in the summary's `failures` and tried again next time; the
 * others are read all the same. Rejects when the sink fails, when git is not
 * installed, and with the signal's reason when aborted.
 */
export async function importGitHistory(
  options: ImportGitHistoryOptions,
): Promise<GitImportSummary> {
  const { source, sink, signal, workDir, now = () => new Date() } = options;
  signal?.throwIfAborted();
  await mkdir(workDir, { recursive: true });
  const startedAt = now().getTime();
  const summary = emptySummary(source.id);
  const progress = new ProgressMeter({ now, onProgress: options.onProgress });
  const cursor = restoreCursor(await sink.readCursor(source.id), source);
  const context: ImportContext = {
    source,
    sink,
    cursor,
    saveCursor: () => sink.saveCursor(source.id, structuredClone(cursor)),
    summary,
    progress,
    workDir,
    baseDir: options.baseDir ?? process.cwd(),
    signal,
    repositoryOf: options.repositoryOf,
  };
  await runSteps(context);
  summary.seconds = (now().getTime() - startedAt) / 1000;
  progress.finish();
  return summary;
}

async function runSteps(context: ImportContext): Promise<void> {
  const { source, sink, cursor, summary, progress } = context;
  const pool = new RepositoryPool(context);
  const histories = new ServiceHistories(context, pool);
  const buffer = new DeliveryBuffer({
    source: source.id,
    sink,
    summary,
    progress,
  });
  const attempt = async (entry: { repository: string }, work: Promise<void>) =>
    work.catch(error => {
      if (!(error instanceof GitError) || error.reason === 'git-missing') {
        throw error;
      }
      const repository = pool.idOf(entry);
      addFailure(summary, { repository, message: error.message });
    });
  const shared = { context, pool, buffer };

  for (const service of cursor.services) {
    await histories.open(service);
  }
  for (const [index, release] of source.releases.entries()) {
    const entry = String(index);
    await attempt(release, importReleases({ ...shared, release, entry }));
  }
  for (const [index, gitops] of source.gitops.entries()) {
    const entry = String(index);
    const work = importGitops({ ...shared, histories, gitops, entry });
    await attempt(gitops, work);
  }
  await buffer.flush();
  await resolveLate(context, histories);
  await context.saveCursor();
}
