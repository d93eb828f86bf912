import type { AuthService } from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { readGroupTree } from '@slipway/plugin-service-metadata-common';
import type { GroupTree } from '@slipway/plugin-service-metadata-common';

/** How long one answer of the catalog is used, in milliseconds. */
const keptFor = 30_000;

/**
 * Knows who leads which groups, from the annotation `slipway.dev/lead`. Who
 * leads a group leads the groups below it too. Asks the catalog at most once
 * in 30 seconds, so a change of lead takes effect within that time.
 */
export class GroupLeads {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #now: () => number;
  #kept: { until: number; tree: Promise<GroupTree> } | undefined;

  /** @param options - `now` gives milliseconds of any clock that only grows */
  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    now: () => number;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#now = options.now;
  }

  /**
   * Full references of the groups that a user leads; empty for most users.
   *
   * @throws ForwardedError when the catalog does not answer
   */
  async listLedBy(userEntityRef: string): Promise<string[]> {
    const tree = await this.#getTree();
    return tree.ledBy(userEntityRef);
  }

  /** Callers at the same time share one query; a failed one is not kept. */
  #getTree(): Promise<GroupTree> {
    if (!this.#kept || this.#kept.until <= this.#now()) {
      const tree = this.#query();
      const kept = { until: this.#now() + keptFor, tree };
      this.#kept = kept;
      tree.catch(() => {
        this.#kept = this.#kept === kept ? undefined : this.#kept;
      });
    }
    return this.#kept.tree;
  }

  async #query(): Promise<GroupTree> {
    try {
      const { items } = await this.#catalog.getEntities(
        {
          filter: { kind: 'group' },
          fields: ['kind', 'metadata', 'relations'],
        },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      return readGroupTree(items);
    } catch (error) {
      throw new ForwardedError(
        'Who leads which group could not be read from the catalog',
        error,
      );
    }
  }
}
