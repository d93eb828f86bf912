import { GitError } from '@slipway/git';
import { GitSource, ServiceHistory } from '../config/gitSource';
import { compileNamePattern } from '../config/namePattern';
import { fillPattern } from '../config/textPattern';
import {
  compileVersionPattern,
  VersionPattern,
} from '../config/versionPattern';
import { CommitIndex } from '../git/commitIndex';
import { ImportContext } from './importContext';
import { hash } from './cursor';
import { recordHistory } from './recordHistory';
import {
  OpenedRepository,
  RepositoryEntry,
  RepositoryPool,
} from './repositoryPool';
import { addFailure, addIssue } from './summary';

/** A version's commit in the service's own repository. */
export type Resolution = {
  /** Absent when the service has no history. */
  repository?: string;
  commit?: string;
};

type Rule = {
  entry: ServiceHistory;
  fits: (serviceRef: string) => boolean;
  patterns: VersionPattern[];
};

type History = {
  id: string;
  /** Absent when the repository could not be read in this run. */
  opened?: OpenedRepository;
  index?: Promise<CommitIndex>;
};

/**
 * The services' own repositories: opened and recorded when a service is first
 * met, then asked which commit a version is.
 */
export class ServiceHistories {
  private readonly rules: Rule[];
  private readonly byService = new Map<string, Promise<History | undefined>>();
  private readonly byRepository = new Map<string, Promise<History>>();

  constructor(
    private readonly context: ImportContext,
    private readonly pool: RepositoryPool,
  ) {
    this.rules = compileRules(context.source);
  }

  /** Changes whenever a version could lead to another commit than before. */
  async state(): Promise<string> {
    const histories = await Promise.all(this.byRepository.values());
    return histories
      .flatMap(({ opened }) => (opened ? [stateOf(opened)] : []))
      .sort()
      .join();
  }

  /** Opens and records the repository of a service, if it has one. */
  async open(serviceRef: string): Promise<void> {
    await this.historyOf(serviceRef);
  }

  async resolve(serviceRef: string, version: string): Promise<Resolution> {
    const rule = this.ruleOf(serviceRef);
    const history = await this.historyOf(serviceRef);
    if (!rule || !history) {
      return {};
    }
    const commit = await this.commitOf(rule, history, serviceRef, version);
    return { repository: history.id, ...(commit && { commit }) };
  }

  private async commitOf(
    rule: Rule,
    history: History,
    serviceRef: string,
    version: string,
  ): Promise<string | undefined> {
    if (!history.opened) {
      return undefined;
    }
    const { refs, repository } = history.opened;
    for (const pattern of rule.patterns) {
      const named = pattern(version, nameOf(serviceRef));
      if (named?.by === 'tag') {
        const tag = refs.tags.get(named.tag);
        if (tag) {
          return tag.commit;
        }
      } else if (named) {
        history.index ??= CommitIndex.read({
          repository,
          tips: refs.tips,
          signal: this.context.signal,
        });
        const search = (await history.index).find(named.prefix);
        if (search.result === 'found') {
          return search.sha;
        }
      }
    }
    return undefined;
  }

  private ruleOf(serviceRef: string): Rule | undefined {
    return this.rules.find(rule => rule.fits(serviceRef));
  }

  private historyOf(serviceRef: string): Promise<History | undefined> {
    const known = this.byService.get(serviceRef);
    if (known) {
      return known;
    }
    const history = this.findHistory(serviceRef);
    this.byService.set(serviceRef, history);
    return history;
  }

  private async findHistory(serviceRef: string): Promise<History | undefined> {
    const rule = this.ruleOf(serviceRef);
    const entry = rule && (await this.entryOf(rule, serviceRef));
    if (!entry) {
      return undefined;
    }
    const known = this.byRepository.get(entry.repository);
    if (known) {
      return known;
    }
    const history = this.read(entry);
    this.byRepository.set(entry.repository, history);
    return history;
  }

  private async entryOf(
    rule: Rule,
    serviceRef: string,
  ): Promise<RepositoryEntry | undefined> {
    const { repositoryId, commitUrl } = rule.entry;
    const repository = rule.entry.repository
      ? fillPattern(rule.entry.repository, { service: nameOf(serviceRef) })
      : await this.repositoryFromCatalog(rule.entry, serviceRef);
    return repository === undefined
      ? undefined
      : {
          repository,
          ...(repositoryId && { repositoryId }),
          ...(commitUrl && { commitUrl }),
        };
  }

  private async repositoryFromCatalog(
    entry: ServiceHistory,
    serviceRef: string,
  ): Promise<string | undefined> {
    const named = await this.context.repositoryOf?.(serviceRef);
    if (named === undefined) {
      return undefined;
    }
    const url = URL.canParse(named) ? new URL(named) : undefined;
    if (
      url?.protocol === 'https:' &&
      entry.fromCatalog?.includes(url.hostname)
    ) {
      return named;
    }
    addIssue(this.context.summary, {
      where: serviceRef,
      message: `Its entity names a repository that is not on ${entry.fromCatalog?.join(
        ', ',
      )} over https. Name it under histories.`,
    });
    return undefined;
  }

  /** One unreadable history leaves its versions unresolved, not the import undone. */
  private async read(entry: RepositoryEntry): Promise<History> {
    const id = this.pool.idOf(entry);
    try {
      const opened = await this.pool.open(entry);
      await recordHistory(this.context, opened);
      return { id, opened };
    } catch (error) {
      if (!(error instanceof GitError) || error.reason === 'git-missing') {
        throw error;
      }
      const { message } = error;
      addFailure(this.context.summary, { repository: id, message });
      return { id };
    }
  }
}

function stateOf({ repository, refs }: OpenedRepository): string {
  const tags = [...refs.tags.values()].map(tag => `${tag.name} ${tag.commit}`);
  return hash([repository.id, ...tags.sort(), ...refs.tips].join('\n'));
}

function compileRules(source: GitSource): Rule[] {
  return source.histories.map(entry => {
    const services = entry.services.map(compileNamePattern);
    return {
      entry,
      fits: serviceRef => services.some(matches => matches(serviceRef)),
      patterns: entry.versions.map(version =>
        compileVersionPattern(
          typeof version === 'string' ? { pattern: version } : version,
        ),
      ),
    };
  });
}

/** `checkout` of `component:default/checkout`. */
function nameOf(serviceRef: string): string {
  return serviceRef.slice(serviceRef.lastIndexOf('/') + 1);
}
