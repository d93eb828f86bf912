import { CommitGraph, RepositoryHistory } from '@slipway/plugin-dora-common';
import { Knex } from 'knex';
import { DeploymentRow, Touched } from './rows';

/** The successful deployments of one service to one environment. */
export async function loadDeployments(
  transaction: Knex.Transaction,
  { serviceRef, environment }: Touched,
): Promise<DeploymentRow[]> {
  return transaction('deployments')
    .where({ service_ref: serviceRef, environment, status: 'succeeded' })
    .select('*');
}

const commitsPerRead = 20_000;

/** The history of a repository, read in pages; undefined when none was recorded. */
export async function loadHistory(
  transaction: Knex.Transaction,
  repository: string,
): Promise<RepositoryHistory | undefined> {
  const row = await transaction('repositories')
    .where({ name: repository })
    .first('id', 'head');
  if (!row) {
    return undefined;
  }
  const commits = [];
  let after = '';
  for (;;) {
    const page: CommitTimes[] = await transaction('commits')
      .where({ repository_id: row.id })
      .andWhere('sha', '>', after)
      .orderBy('sha')
      .limit(commitsPerRead)
      .select('sha', 'parents', 'authored_at', 'committed_at');
    for (const commit of page) {
      commits.push({
        sha: commit.sha,
        parents: commit.parents,
        authoredAt: commit.authored_at.getTime(),
        committedAt: commit.committed_at.getTime(),
      });
    }
    if (page.length < commitsPerRead) {
      return { graph: CommitGraph.fromCommits(commits), head: row.head };
    }
    after = page[page.length - 1].sha;
  }
}

type CommitTimes = {
  sha: string;
  parents: string[];
  authored_at: Date;
  committed_at: Date;
};

export type CommitText = { title: string; url: string | null };

/** Subjects and links of commits, by sha. */
export async function loadCommitTexts(
  transaction: Knex.Transaction,
  repository: string,
  shas: string[],
): Promise<Map<string, CommitText>> {
  const rows = await transaction('commits')
    .join('repositories', 'repositories.id', 'commits.repository_id')
    .where('repositories.name', repository)
    .whereRaw('commits.sha = ANY(?)', [shas])
    .select('commits.sha', 'commits.subject', 'repositories.commit_url');
  return new Map(
    rows.map(row => [
      row.sha,
      {
        title: row.subject,
        url: row.commit_url?.replaceAll('{sha}', row.sha) ?? null,
      },
    ]),
  );
}

export type OwnershipSpan = {
  ownerRef: string;
  validFrom: number;
  validTo: number;
};

/** Who owned a service when; spans are half open and do not overlap. */
export async function loadOwnership(
  transaction: Knex.Transaction,
  serviceRef: string,
): Promise<OwnershipSpan[]> {
  const rows = await transaction('ownership')
    .where({ service_ref: serviceRef })
    .orderBy('valid_from')
    .select('owner_ref', 'valid_from', 'valid_to');
  return rows.map(row => ({
    ownerRef: row.owner_ref,
    validFrom: row.valid_from.getTime(),
    validTo: row.valid_to?.getTime() ?? Infinity,
  }));
}
