import { InputError } from '@backstage/errors';
import { parseRepositoryLocation } from '@slipway/git';
import { GitRepository, openRepository } from '../git/openRepository';
import { GitRefs, readRefs } from '../git/readRefs';
import { ImportContext } from './importContext';

export type RepositoryEntry = {
  repository: string;
  repositoryId?: string;
  commitUrl?: string;
};

export type OpenedRepository = { repository: GitRepository; refs: GitRefs };

/** Opens each repository of an import once, however many entries name it. */
export class RepositoryPool {
  private readonly opened = new Map<
    string,
    { address: string; work: Promise<OpenedRepository> }
  >();

  constructor(private readonly context: ImportContext) {}

  /** The id an entry's commits are kept under. */
  idOf(entry: RepositoryEntry): string {
    return entry.repositoryId ?? this.locate(entry).defaultId;
  }

  /**
   * Throws a GitError when the repository cannot be read, and an InputError
   * when another one has its name already.
   */
  async open(entry: RepositoryEntry): Promise<OpenedRepository> {
    const location = this.locate(entry);
    const id = this.idOf(entry);
    const address = location.kind === 'url' ? location.url : location.path;
    const known = this.opened.get(id);
    if (known && known.address !== address) {
      throw new InputError(
        `${known.address} and ${address} would both be called ${id}; give one of them a repositoryId`,
      );
    }
    if (known) {
      return known.work;
    }
    const work = this.read(entry, id);
    this.opened.set(id, { address, work });
    return work;
  }

  private locate(entry: RepositoryEntry) {
    const { baseDir } = this.context;
    return parseRepositoryLocation(entry.repository, { baseDir });
  }

  private async read(
    entry: RepositoryEntry,
    id: string,
  ): Promise<OpenedRepository> {
    const { progress, signal, workDir } = this.context;
    progress.enter('fetching', id);
    const repository = await openRepository({
      id,
      location: this.locate(entry),
      commitUrl: entry.commitUrl,
      workDir,
      signal,
      onFetch: detail => progress.fetched(detail),
    });
    return { repository, refs: await readRefs({ repository, signal }) };
  }
}
