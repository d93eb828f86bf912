import { CommitRecord } from '@slipway/plugin-dora-common';
import { Knex } from 'knex';

/**
 * Adds commits to a repository's history; those that are there stay as they
 * are. Arrays go in as one parameter each, so that 5,000 commits are one
 * statement.
 *
 * @returns how many are new, and whether the tip of the default branch moved
 */
export async function recordCommits(
  transaction: Knex.Transaction,
  options: {
    repository: string;
    sample: boolean;
    commitUrl?: string;
    head?: string;
    commits: CommitRecord[];
  },
): Promise<{ added: number; headMoved: boolean }> {
  const before = await transaction('repositories')
    .where({ name: options.repository })
    .first('id', 'head');
  const [repository] = await transaction('repositories')
    .insert({
      name: options.repository,
      commit_url: options.commitUrl ?? null,
      head: options.head ?? null,
      sample: options.sample,
    })
    .onConflict('name')
    .merge({
      commit_url: transaction.raw(
        'coalesce(excluded.commit_url, repositories.commit_url)',
      ),
      head: transaction.raw('coalesce(excluded.head, repositories.head)'),
    })
    .returning(['id', 'head']);
  const added = await insertCommits(
    transaction,
    repository.id,
    options.commits,
  );
  return { added, headMoved: repository.head !== (before?.head ?? null) };
}

async function insertCommits(
  transaction: Knex.Transaction,
  repositoryId: number,
  commits: CommitRecord[],
): Promise<number> {
  if (commits.length === 0) {
    return 0;
  }
  const { rows } = await transaction.raw(
    `WITH added AS (
       INSERT INTO commits (repository_id, sha, parents, authored_at, committed_at, subject)
       SELECT :repositoryId, sha, string_to_array(parents, ' '), authored_at, committed_at, subject
       FROM unnest(:shas::text[], :parents::text[], :authored::timestamptz[], :committed::timestamptz[], :subjects::text[])
         AS given (sha, parents, authored_at, committed_at, subject)
       ON CONFLICT DO NOTHING
       RETURNING 1
     ) SELECT count(*)::int AS added FROM added`,
    {
      repositoryId,
      shas: commits.map(commit => commit.sha),
      parents: commits.map(commit => commit.parents.join(' ')),
      authored: commits.map(commit => commit.authoredAt),
      committed: commits.map(commit => commit.committedAt),
      subjects: commits.map(commit => commit.subject.replaceAll('\0', '')),
    },
  );
  return rows[0].added;
}
