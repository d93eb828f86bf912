import type { AuthService } from '@backstage/backend-plugin-api';
import {
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { ForwardedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { readGroupMetadata } from '@slipway/plugin-service-metadata-common';

/** How long one answer of the catalog is used, in milliseconds. */
const keptFor = 30_000;

/** References of the groups that a user leads, by the user's reference. */
type LedGroups = ReadonlyMap<string, ReadonlySet<string>>;

/** The group and all below it. A loop in the tree ends where it began. */
function withDescendants(
  ref: string,
  children: ReadonlyMap<string, string[]>,
): Set<string> {
  const found = new Set([ref]);
  // The set grows while it is walked.
  for (const group of found) {
    for (const child of children.get(group) ?? []) {
      found.add(child);
    }
  }
  return found;
}

function findLedGroups(groups: readonly Entity[]): LedGroups {
  const children = new Map(
    groups.map(group => [
      stringifyEntityRef(group),
      (group.relations ?? [])
        .filter(({ type }) => type === RELATION_PARENT_OF)
        .map(({ targetRef }) => targetRef),
    ]),
  );
  const led = new Map<string, Set<string>>();
  for (const group of groups) {
    const { lead } = readGroupMetadata(group);
    if (lead) {
      const below = withDescendants(stringifyEntityRef(group), children);
      led.set(lead, new Set([...(led.get(lead) ?? []), ...below]));
    }
  }
  return led;
}

/**
 * Knows who leads which groups, from the annotation `slipway.dev/lead`. Who
 * leads a group leads the groups below it too. Asks the catalog at most once
 * in 30 seconds, so a change of lead takes effect within that time.
 */
export class GroupLeads {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #now: () => number;
  #kept: { until: number; groups: Promise<LedGroups> } | undefined;

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
    const groups = await this.#getGroups();
    return [...(groups.get(userEntityRef) ?? [])];
  }

  /** Callers at the same time share one query; a failed one is not kept. */
  #getGroups(): Promise<LedGroups> {
    if (!this.#kept || this.#kept.until <= this.#now()) {
      const groups = this.#query();
      const kept = { until: this.#now() + keptFor, groups };
      this.#kept = kept;
      groups.catch(() => {
        this.#kept = this.#kept === kept ? undefined : this.#kept;
      });
    }
    return this.#kept.groups;
  }

  async #query(): Promise<LedGroups> {
    try {
      const { items } = await this.#catalog.getEntities(
        {
          filter: { kind: 'group' },
          fields: ['kind', 'metadata', 'relations'],
        },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      return findLedGroups(items);
    } catch (error) {
      throw new ForwardedError(
        'Who leads which group could not be read from the catalog',
        error,
      );
    }
  }
}
