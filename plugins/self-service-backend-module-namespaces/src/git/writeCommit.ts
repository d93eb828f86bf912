import { runGit } from '@slipway/git';

export type CommitOptions = {
  gitDir: string;
  /** The commit that it follows; undefined for the first one of all. */
  parent: string | undefined;
  /** A folder that goes elsewhere with all that is in it, before the rest. */
  move?: { from: string; to: string };
  /** Folders and files that are removed before others are written. */
  clear: readonly string[];
  /** Texts by path. */
  files: ReadonlyMap<string, string>;
  message: string;
  author: { name: string; email: string };
  at: Date;
  /** Names the commit while no branch has it; one at a time for each. */
  draft: string;
  signal?: AbortSignal;
};

/**
 * Makes a commit without a work tree and without moving a branch. A crash
 * leaves an object that nothing refers to.
 *
 * @returns the commit's id
 */
export async function writeCommit(options: CommitOptions): Promise<string> {
  const { gitDir, signal } = options;
  const what = 'Cannot make a commit';
  const ref = `refs/slipway/${options.draft}`;
  await runGit({
    // `--force`: what an interrupted attempt left is replaced.
    args: ['fast-import', '--quiet', '--done', '--force', '--date-format=raw'],
    gitDir,
    what,
    input: importStream(options, ref),
    signal,
  });
  const commit = await runGit({
    args: ['rev-parse', '--verify', `${ref}^{commit}`],
    gitDir,
    what,
    signal,
  });
  await runGit({ args: ['update-ref', '-d', ref], gitDir, what, signal });
  return commit.trim();
}

function importStream(options: CommitOptions, ref: string): string {
  const { author, at, parent, move, clear, files } = options;
  const seconds = Math.floor(at.getTime() / 1000);
  const who = `${author.name} <${author.email}> ${seconds} +0000`;
  return [
    // Without this a ref of an earlier attempt would become the parent.
    `reset ${ref}\n${parent === undefined ? '' : `from ${parent}\n`}`,
    `\ncommit ${ref}\nauthor ${who}\ncommitter ${who}\n`,
    data(options.message),
    parent === undefined ? '' : `from ${parent}\n`,
    move ? `R ${quote(move.from)} ${quote(move.to)}\n` : '',
    ...clear.map(path => `D ${quote(path)}\n`),
    ...[...files].map(
      ([path, text]) => `M 100644 inline ${quote(path)}\n${data(text)}`,
    ),
    'done\n',
  ].join('');
}

/** A path that others chose may have blanks and quotes; none has a line's end. */
function quote(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&')}"`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
