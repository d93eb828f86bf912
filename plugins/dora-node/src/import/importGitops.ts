import { GitError } from '@slipway/git';
import { Gitops } from '../config/gitSource';
import { BlobReader } from '../git/blobReader';
import { isAncestor } from '../git/isAncestor';
import { GitRepository } from '../git/openRepository';
import {
  countFileChanges,
  isCommitAt,
  readFileChanges,
} from '../git/readFileChanges';
import { GitopsCursor, newGitopsCursor } from './cursor';
import { DeliveryBuffer } from './deliveries';
import { deploymentDeliverer } from './deploymentDeliverer';
import { ImportContext } from './importContext';
import { DeploymentReader } from './readDeployments';
import { OpenedRepository, RepositoryPool } from './repositoryPool';
import { ServiceHistories } from './serviceHistories';
import { addIssue } from './summary';

/** Commits without a full batch after which the place is kept all the same. */
const quietStretch = 5000;

export type GitopsImport = {
  context: ImportContext;
  pool: RepositoryPool;
  histories: ServiceHistories;
  buffer: DeliveryBuffer;
  gitops: Gitops;
  /** The entry's place in the configuration. */
  entry: string;
};

/**
 * Delivers what a GitOps branch put in place since the last run: first the rest
 * of a read that was interrupted, then the commits since.
 */
export async function importGitops(options: GitopsImport): Promise<void> {
  const { pool, gitops } = options;
  const opened = await pool.open(gitops);
  const tip = tipOf(opened, gitops);
  const place = await placeOf(options, opened.repository, tip);
  if (place.reading && place.reading.to !== tip) {
    await readTo(options, opened.repository, place, place.reading.to);
  }
  if (place.done !== tip) {
    await readTo(options, opened.repository, place, tip);
  }
}

function tipOf({ repository, refs }: OpenedRepository, gitops: Gitops): string {
  const tip = gitops.branch
    ? refs.branches.get(gitops.branch)
    : repository.head;
  if (!tip) {
    throw new GitError(
      'not-found',
      gitops.branch
        ? `${repository.id} has no branch ${gitops.branch}. Name one that it has.`
        : `${repository.id} has no default branch. Name a branch.`,
    );
  }
  return tip;
}

/**
 * Where to go on. A branch that was rewritten is read from its root: what was
 * delivered before keeps its ids.
 */
async function placeOf(
  { context, entry }: GitopsImport,
  repository: GitRepository,
  tip: string,
): Promise<GitopsCursor> {
  const kept = context.cursor.gitops[entry] ?? newGitopsCursor();
  const { signal, summary } = context;
  for (const ancestor of [kept.done, kept.reading?.to]) {
    if (
      ancestor &&
      !(await isAncestor({ repository, ancestor, tip, signal }))
    ) {
      addIssue(summary, {
        where: repository.id,
        message:
          'The branch was rewritten since the last import, so it was read from its first commit again.',
      });
      return newGitopsCursor();
    }
  }
  return structuredClone(kept);
}

async function readTo(
  options: GitopsImport,
  repository: GitRepository,
  place: GitopsCursor,
  to: string,
): Promise<void> {
  const { context, gitops, buffer } = options;
  const { progress, signal } = context;
  const range = rangeOf(options, repository, place, to);
  const skip = await readBefore(range, place);
  progress.expect((await countFileChanges(range)) - skip);
  const blobs = new BlobReader({ repository, signal });
  try {
    const { standIns } = place;
    const reader = new DeploymentReader({ gitops, blobs, standIns });
    const deliver = deploymentDeliverer(options, repository);
    let read = 0;
    for await (const commit of readFileChanges(range)) {
      read += 1;
      if (read <= skip) {
        continue;
      }
      await deliver(await reader.read(commit), commit, place.position);
      place.position += 1;
      place.reading = { to, read, last: commit.sha };
      if (buffer.isFull || read % quietStretch === 0) {
        await checkpoint(options, place);
      }
      progress.enter('reading-deployments', repository.id);
      progress.advance({ commits: 1 });
    }
  } finally {
    await blobs.close();
  }
  place.done = to;
  place.reading = null;
  await checkpoint(options, place);
}

function rangeOf(
  { context, gitops }: GitopsImport,
  repository: GitRepository,
  place: GitopsCursor,
  to: string,
) {
  const folder = folderOf([gitops.path].flat());
  return {
    repository,
    tip: to,
    ...(place.done && { after: place.done }),
    ...(folder && { folder }),
    ...(context.signal && { signal: context.signal }),
  };
}

/** How much of the log an interrupted run has delivered, if it is the same log. */
async function readBefore(
  range: ReturnType<typeof rangeOf>,
  place: GitopsCursor,
): Promise<number> {
  const { reading } = place;
  if (!reading) {
    return 0;
  }
  const { read, last } = reading;
  if (await isCommitAt({ ...range, nth: read, sha: last })) {
    return read;
  }
  place.position -= read;
  return 0;
}

/** The place is kept only once everything before it has been delivered. */
async function checkpoint(
  { context, buffer, entry }: GitopsImport,
  place: GitopsCursor,
): Promise<void> {
  await buffer.flush();
  context.cursor.gitops[entry] = structuredClone(place);
  await context.saveCursor();
}

/** The deepest folder that holds every file of interest. */
function folderOf(paths: string[]): string | undefined {
  const folders = paths.map(path => {
    const parts = path.split('/').slice(0, -1);
    const open = parts.findIndex(part => part.includes('{'));
    return open === -1 ? parts : parts.slice(0, open);
  });
  const [first, ...others] = folders;
  const shared = first.findIndex((part, at) =>
    others.some(other => other[at] !== part),
  );
  const folder = (shared === -1 ? first : first.slice(0, shared)).join('/');
  return folder || undefined;
}
