import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { ForwardedError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  GroupTree,
  readGroupMetadata,
  readGroupTree,
} from '@slipway/plugin-service-metadata-common';
import { Directory, Person, Team } from '../ports';
import { KeptAnswers } from './KeptAnswers';

type Groups = { tree: GroupTree; teams: ReadonlyMap<string, Team> };

const groupFields = ['kind', 'metadata', 'relations', 'spec.profile'];
const titleFields = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
];

/**
 * The directory read from the catalog: one query for all groups answers who is
 * in which team and who leads what, one for each entity that is asked about.
 * Answers are used for 30 seconds, so that is how long a change of lead or of
 * owner may take to count.
 */
export class CatalogDirectory implements Directory {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #platformGroups: ReadonlySet<string>;
  readonly #groups: KeptAnswers<Groups>;
  readonly #entities: KeptAnswers<Entity | undefined>;

  /**
   * @param options - `now` in milliseconds, of any clock that only grows;
   * `platformGroups` as full references
   */
  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    platformGroups: readonly string[];
    now: () => number;
  }) {
    const { auth, catalog, platformGroups, now } = options;
    this.#auth = auth;
    this.#catalog = catalog;
    this.#platformGroups = new Set(platformGroups);
    this.#groups = new KeptAnswers({ ask: () => this.#readGroups(), now });
    this.#entities = new KeptAnswers({
      ask: ref => this.#readEntity(ref),
      now,
    });
  }

  /** Takes the platform groups from `permission.slipway.platformGroups`. */
  static fromConfig(
    config: Config,
    options: {
      auth: AuthService;
      catalog: CatalogService;
      now: () => number;
    },
  ): CatalogDirectory {
    // Checked at the start by the permission policy, whose setting it is.
    const names =
      config.getOptionalStringArray('permission.slipway.platformGroups') ?? [];
    const platformGroups = names.map(name =>
      stringifyEntityRef(parseEntityRef(name, { defaultKind: 'group' })),
    );
    return new CatalogDirectory({ ...options, platformGroups });
  }

  platformGroups(): readonly string[] {
    return [...this.#platformGroups];
  }

  async team(ref: string): Promise<Team | undefined> {
    const { teams } = await this.#groups.get('');
    return teams.get(ref.toLowerCase());
  }

  async listTeams(): Promise<Team[]> {
    const { teams } = await this.#groups.get('');
    return [...teams.values()];
  }

  async person(userRef: string): Promise<Person> {
    const { tree } = await this.#groups.get('');
    const ref = userRef.toLowerCase();
    const groups = tree.groupsOf(ref);
    return {
      ref,
      groups,
      led: tree.ledBy(ref),
      platform: groups.some(group => this.#platformGroups.has(group)),
    };
  }

  async entity(
    ref: string,
  ): Promise<{ ref: string; title: string; owner: string | null } | undefined> {
    const entity = await this.#entities.get(ref.toLowerCase());
    return (
      entity && {
        ref: stringifyEntityRef(entity),
        title: titleOf(entity),
        owner: targetsOf(entity, RELATION_OWNED_BY).at(0) ?? null,
      }
    );
  }

  async dependants(
    ref: string,
  ): Promise<Array<{ ref: string; title: string }>> {
    const entity = await this.#entities.get(ref.toLowerCase());
    const refs = entity ? targetsOf(entity, RELATION_DEPENDENCY_OF) : [];
    if (refs.length === 0) {
      return [];
    }
    const { items } = await this.#ask(
      `The entities that depend on ${ref} could not be read from the catalog`,
      credentials =>
        this.#catalog.getEntitiesByRefs(
          { entityRefs: refs, fields: titleFields },
          credentials,
        ),
    );
    return refs.map((dependant, index) => {
      const found = items[index];
      return { ref: dependant, title: found ? titleOf(found) : dependant };
    });
  }

  #readGroups(): Promise<Groups> {
    return this.#ask(
      'Teams and their leads could not be read from the catalog',
      async credentials => {
        const groups: Entity[] = [];
        const pages = this.#catalog.streamEntities(
          { filter: { kind: 'group' }, fields: groupFields },
          credentials,
        );
        for await (const page of pages) {
          groups.push(...page);
        }
        const tree = readGroupTree(groups);
        return { tree, teams: toTeams(groups, tree) };
      },
    );
  }

  #readEntity(ref: string): Promise<Entity | undefined> {
    return this.#ask(`${ref} could not be read from the catalog`, credentials =>
      this.#catalog.getEntityByRef(ref, credentials),
    );
  }

  async #ask<T>(
    failure: string,
    question: (
      options: Parameters<CatalogService['getEntityByRef']>[1],
    ) => Promise<T>,
  ): Promise<T> {
    try {
      return await question({
        credentials: await this.#auth.getOwnServiceCredentials(),
      });
    } catch (error) {
      throw new ForwardedError(failure, error);
    }
  }
}

/** By title, as a person looks for one. */
function toTeams(groups: Entity[], tree: GroupTree): Map<string, Team> {
  const teams = groups.map((group): Team => {
    const ref = stringifyEntityRef(group);
    return {
      ref,
      title: displayName(group) ?? titleOf(group),
      costCenter: readGroupMetadata(group).costCenter ?? null,
      leads: tree.leadsOf(ref),
      members: tree.membersOf(ref),
    };
  });
  teams.sort((a, b) => a.title.localeCompare(b.title, 'en'));
  return new Map(teams.map(team => [team.ref, team]));
}

function targetsOf(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef);
}

function titleOf(entity: Entity): string {
  return entity.metadata.title ?? entity.metadata.name;
}

function displayName(group: Entity): string | undefined {
  const profile = group.spec?.profile;
  const name =
    typeof profile === 'object' && profile !== null
      ? Reflect.get(profile, 'displayName')
      : undefined;
  return typeof name === 'string' ? name : undefined;
}
