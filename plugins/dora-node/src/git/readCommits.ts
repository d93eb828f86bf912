import { CommitRecord } from '@slipway/plugin-dora-common';
import { runGit, streamGit } from '@slipway/git';
import { GitRepository } from './openRepository';
import { splitRecords } from './splitRecords';

/** What the ingest takes; longer subjects are cut. */
const subjectLimit = 500;
const lastSecond = 253_402_300_799;

export type CommitRange = {
  repository: GitRepository;
  /** Commits whose whole ancestry is wanted. */
  tips: string[];
  /** Commits whose whole ancestry is known. All must exist. */
  known: string[];
  signal?: AbortSignal;
};

/**
 * The commits that `tips` reach and `known` do not, every parent before its
 * children, one at a time.
 */
export async function* readCommits(
  range: CommitRange,
): AsyncGenerator<CommitRecord> {
  if (range.tips.length === 0) {
    return;
  }
  const output = streamGit({
    args: [
      'log',
      '--stdin',
      '--topo-order',
      '--reverse',
      '-z',
      '--no-color',
      '--format=%H %ct %at %P%n%s',
    ],
    gitDir: range.repository.gitDir,
    what: `Cannot read the history of ${range.repository.id}`,
    input: revisions(range),
    signal: range.signal,
  });
  for await (const record of splitRecords(output, 0)) {
    const end = record.indexOf('\n');
    const [sha, committed, authored, ...parents] = record
      .slice(0, end)
      .split(' ');
    yield {
      sha,
      parents: parents.filter(parent => parent !== ''),
      committedAt: instantOf(committed),
      authoredAt: instantOf(authored),
      subject: oneLine(record.slice(end + 1)),
    };
  }
}

/** How many commits `readCommits` would yield. */
export async function countCommits(range: CommitRange): Promise<number> {
  if (range.tips.length === 0) {
    return 0;
  }
  const answer = await runGit({
    args: ['rev-list', '--stdin', '--count'],
    gitDir: range.repository.gitDir,
    what: `Cannot read the history of ${range.repository.id}`,
    input: revisions(range),
    signal: range.signal,
  });
  return Number(answer);
}

/** Those of `shas` that the repository still has, as commits. */
export async function existingCommits(options: {
  repository: GitRepository;
  shas: string[];
  signal?: AbortSignal;
}): Promise<string[]> {
  if (options.shas.length === 0) {
    return [];
  }
  const answer = await runGit({
    args: ['cat-file', '--batch-check=%(objectname) %(objecttype)'],
    gitDir: options.repository.gitDir,
    what: `Cannot read the history of ${options.repository.id}`,
    input: `${options.shas.join('\n')}\n`,
    signal: options.signal,
  });
  return answer
    .split('\n')
    .map(line => line.split(' '))
    .filter(([, type]) => type === 'commit')
    .map(([sha]) => sha);
}

/** ISO instant of git's seconds since 1970, kept within the years 1970 to 9999. */
export function instantOf(seconds: string | number): string {
  const value = Number(seconds);
  const sane = Number.isFinite(value) ? value : 0;
  return new Date(
    Math.min(Math.max(Math.trunc(sane), 0), lastSecond) * 1000,
  ).toISOString();
}

/** A text that fits the ingest: no control characters, at most 500 characters. */
export function oneLine(text: string): string {
  const clean = text.replace(/\p{Cc}+/gu, ' ').trim();
  return clean.length > subjectLimit
    ? `${Array.from(clean.slice(0, subjectLimit)).slice(0, -1).join('')}…`
    : clean;
}

function revisions(range: CommitRange): string {
  return [...range.tips, ...range.known.map(sha => `^${sha}`), ''].join('\n');
}
