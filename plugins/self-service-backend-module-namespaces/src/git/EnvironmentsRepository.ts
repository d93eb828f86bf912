/** Moves of a branch: from which commit to which; null for a branch that is not. */
export type BranchMove = {
  branch: string;
  from: string | null;
  to: string | null;
  signal?: AbortSignal;
};

/** The repository of a Git target, as this process can read and write it. */
export type EnvironmentsRepository = {
  /** For people: a URL without credentials, or words in place of a path. */
  place: string;
  /** A bare repository on this disk. */
  gitDir: string;
  /** Brings `gitDir` up to date, unless that was done within `maximumAgeMs`. */
  refresh(options?: {
    maximumAgeMs?: number;
    signal?: AbortSignal;
  }): Promise<void>;
  /** The last commit of a branch as of the last refresh. */
  tip(branch: string, signal?: AbortSignal): Promise<string | undefined>;
  /**
   * Moves a branch by compare-and-set. `moved`: somebody was faster, so look
   * again and decide anew.
   *
   * @throws GitError when it was refused for another reason
   */
  move(move: BranchMove): Promise<'done' | 'moved'>;
};
