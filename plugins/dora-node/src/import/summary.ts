/** A repository that could not be read, or not to its end, in this run. */
export type RepositoryFailure = { repository: string; message: string };

/** Something that was read past: a broken file, a name that is no entity. */
export type ImportIssue = { where: string; message: string };

export type GitImportSummary = {
  source: string;
  deployments: {
    /** Found in this run. */
    read: number;
    /** Of those, new to the sink. */
    accepted: number;
    duplicates: number;
    /** Of those read, the ones whose version leads to no commit. */
    unresolved: number;
    /** Of those read, the ones whose service has no history configured. */
    withoutHistory: number;
  };
  /** Deployments of earlier runs that lead to a commit now. */
  resolvedLater: number;
  histories: { repositories: number; added: number; known: number };
  /** Empty when every repository was read to its end. */
  failures: RepositoryFailure[];
  /** How often something was read past, and the first hundred of them. */
  issues: { count: number; examples: ImportIssue[] };
  seconds: number;
};

const examplesKept = 100;

export function emptySummary(source: string): GitImportSummary {
  return {
    source,
    deployments: {
      read: 0,
      accepted: 0,
      duplicates: 0,
      unresolved: 0,
      withoutHistory: 0,
    },
    resolvedLater: 0,
    histories: { repositories: 0, added: 0, known: 0 },
    failures: [],
    issues: { count: 0, examples: [] },
    seconds: 0,
  };
}

/** A repository that several entries name fails once. */
export function addFailure(
  summary: GitImportSummary,
  failure: RepositoryFailure,
): void {
  const known = summary.failures.some(
    other =>
      other.repository === failure.repository &&
      other.message === failure.message,
  );
  if (!known) {
    summary.failures.push(failure);
  }
}

export function addIssue(summary: GitImportSummary, issue: ImportIssue): void {
  summary.issues.count += 1;
  if (summary.issues.examples.length < examplesKept) {
    summary.issues.examples.push(issue);
  }
}
