import { CommitRecord } from '@slipway/plugin-dora-common';
import {
  CommitRange,
  countCommits,
  existingCommits,
  readCommits,
} from '../git/readCommits';
import { ImportContext } from './importContext';
import { OpenedRepository } from './repositoryPool';

/** What the sink takes in a call. */
const batchSize = 5000;

/**
 * Records every commit that tags, branches and HEAD reach and that the last run
 * did not record. Parents come first, so the commits without a child so far are
 * all that must be kept to go on from any batch.
 */
export async function recordHistory(
  context: ImportContext,
  opened: OpenedRepository,
): Promise<void> {
  const { cursor, progress, signal, summary } = context;
  const { repository, refs } = opened;
  const last = cursor.histories[repository.id];
  const known = await existingCommits({
    repository,
    shas: last?.tips ?? [],
    signal,
  });
  const range = { repository, tips: refs.tips, known, signal };
  const count = await countCommits(range);
  summary.histories.repositories += 1;
  if (count === 0 && last && last.head === (repository.head ?? null)) {
    return;
  }
  progress.expect(count);
  progress.enter('reading-history', repository.id);
  const tips = await recordRange(context, range);
  // A tip that no branch or tag names any more is not needed to go on.
  const named = new Set(refs.tips);
  cursor.histories[repository.id] = {
    tips: tips.filter(tip => named.has(tip)),
    head: repository.head ?? null,
  };
  await context.saveCursor();
}

async function recordRange(
  context: ImportContext,
  range: CommitRange,
): Promise<string[]> {
  const { cursor, progress } = context;
  const { repository } = range;
  const tips = new Set(range.known);
  let batch: CommitRecord[] = [];
  for await (const commit of readCommits(range)) {
    commit.parents.forEach(parent => tips.delete(parent));
    tips.add(commit.sha);
    batch.push(commit);
    if (batch.length >= batchSize) {
      await send(context, range, batch);
      batch = [];
      cursor.histories[repository.id] = { tips: [...tips], head: null };
      await context.saveCursor();
    }
    progress.advance({ commits: 1 });
  }
  // The last call may be empty of commits: the head can move by itself.
  await send(context, range, batch);
  return [...tips];
}

async function send(
  { sink, summary }: ImportContext,
  { repository }: CommitRange,
  commits: CommitRecord[],
): Promise<void> {
  const { id, commitUrl, head } = repository;
  const receipt = await sink.recordHistory({
    repository: id,
    ...(commitUrl && { commitUrl }),
    ...(head && { head }),
    commits,
  });
  summary.histories.added += receipt.added;
  summary.histories.known += receipt.known;
}
