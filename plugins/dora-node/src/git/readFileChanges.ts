import { runGit, streamGit } from '@slipway/git';
import { GitRepository } from './openRepository';
import { instantOf, oneLine } from './readCommits';
import { splitRecords } from './splitRecords';

/** One file that a commit added, changed or removed. */
export type FileChange = {
  path: string;
  /** Blob before and after; undefined where there was no regular file. */
  before?: string;
  after?: string;
};

export type CommitChanges = {
  sha: string;
  committedAt: string;
  subject: string;
  changes: FileChange[];
};

export type FileChangesOptions = {
  repository: GitRepository;
  tip: string;
  /** Read only what came after this ancestor of `tip`. */
  after?: string;
  /** Folder that holds every file of interest; absent for the whole tree. */
  folder?: string;
  signal?: AbortSignal;
};

/**
 * The non-merge commits of a branch that touch `folder`, parents first, each
 * with the files it changes against its parent (its whole content for a root).
 * The order is the same each time the same range is read.
 */
export async function* readFileChanges(
  options: FileChangesOptions,
): AsyncGenerator<CommitChanges> {
  const output = streamGit({
    args: [
      'log',
      ...selection(options),
      '--topo-order',
      '--reverse',
      '-z',
      '--raw',
      '--no-abbrev',
      '--no-renames',
      '--no-ext-diff',
      '--no-textconv',
      '--no-color',
      '-O/dev/null',
      '--format=%x01%H %ct%n%s',
      ...range(options),
    ],
    gitDir: options.repository.gitDir,
    what: `Cannot read the history of ${options.repository.id}`,
    signal: options.signal,
  });
  let commit: CommitChanges | undefined;
  let entry: string | undefined;
  for await (const record of splitRecords(output, 0)) {
    if (entry !== undefined) {
      commit?.changes.push(fileChange(entry, record));
      entry = undefined;
    } else if (/^\n?:/.test(record)) {
      entry = record.trimStart();
    } else if (record.startsWith('\x01')) {
      if (commit) {
        yield commit;
      }
      commit = parseCommit(record);
    }
  }
  if (commit) {
    yield commit;
  }
}

/** Whether the nth commit that `readFileChanges` would yield (from 1) is `sha`. */
export async function isCommitAt(
  options: FileChangesOptions & { nth: number; sha: string },
): Promise<boolean> {
  const order = ['--topo-order', '--reverse'];
  const output = streamGit({
    args: ['rev-list', ...order, ...selection(options), ...range(options)],
    gitDir: options.repository.gitDir,
    what: `Cannot read the history of ${options.repository.id}`,
    signal: options.signal,
  });
  let read = 0;
  for await (const sha of splitRecords(output, 0x0a)) {
    read += 1;
    if (read === options.nth) {
      return sha === options.sha;
    }
  }
  return false;
}

/** How many commits `readFileChanges` would yield. */
export async function countFileChanges(
  options: FileChangesOptions,
): Promise<number> {
  const answer = await runGit({
    args: ['rev-list', '--count', ...selection(options), ...range(options)],
    gitDir: options.repository.gitDir,
    what: `Cannot read the history of ${options.repository.id}`,
    signal: options.signal,
  });
  return Number(answer);
}

/**
 * Without --full-history git leaves out side branches whose net effect on the
 * folder is nothing, and with them a deployment and its rollback.
 */
function selection(options: FileChangesOptions): string[] {
  return ['--no-merges', ...(options.folder ? ['--full-history'] : [])];
}

function range(options: FileChangesOptions): string[] {
  return [
    options.tip,
    ...(options.after ? [`^${options.after}`] : []),
    '--',
    ...(options.folder ? [options.folder] : []),
  ];
}

function parseCommit(record: string): CommitChanges {
  const end = record.indexOf('\n');
  const [sha, committed] = record.slice(1, end).split(' ');
  return {
    sha,
    committedAt: instantOf(committed),
    subject: oneLine(record.slice(end + 1)),
    changes: [],
  };
}

/** `:100644 100644 <blob> <blob> M`; only regular files have content to read. */
function fileChange(entry: string, path: string): FileChange {
  const [modeBefore, modeAfter, before, after] = entry.slice(1).split(' ');
  return {
    path,
    ...(modeBefore.startsWith('100') && { before }),
    ...(modeAfter.startsWith('100') && { after }),
  };
}
