import type { AuthService } from '@backstage/backend-plugin-api';
import { parseEntityRef, RELATION_MEMBER_OF } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { toProfile } from './profile';
import type { PersonaSettings } from './settings';

/** A person whom the sign-in page offers. */
export interface Persona {
  /** Full reference, `user:default/ana.brandt`. */
  entityRef: string;
  displayName: string;
  /** What the person does, from the description of the user's entity. */
  title?: string;
  /** URL of a picture. */
  picture?: string;
  team?: { entityRef: string; displayName: string };
  /** False until the catalog has loaded the person. */
  ready: boolean;
}

const groupsOf = (user: Entity): string[] =>
  (user.relations ?? [])
    .filter(relation => relation.type === RELATION_MEMBER_OF)
    .map(relation => relation.targetRef);

function toPersona(
  entityRef: string,
  user: Entity | undefined,
  groups: ReadonlyMap<string, Entity>,
): Persona {
  if (!user) {
    const displayName = parseEntityRef(entityRef).name;
    return { entityRef, displayName, ready: false };
  }
  const { displayName, picture } = toProfile(user);
  const known = groupsOf(user).filter(ref => groups.has(ref));
  const teamRef =
    known.find(ref => groups.get(ref)?.spec?.type === 'team') ?? known[0];
  const team = groups.get(teamRef);
  return {
    entityRef,
    displayName,
    title: user.metadata.description,
    picture,
    team: team && {
      entityRef: teamRef,
      displayName: toProfile(team).displayName,
    },
    ready: true,
  };
}

/** The configured people, in that order, with what the catalog knows of them. */
export async function listPersonas(options: {
  auth: AuthService;
  catalog: CatalogService;
  settings: PersonaSettings;
}): Promise<Persona[]> {
  const { auth, catalog, settings } = options;
  const credentials = await auth.getOwnServiceCredentials();
  const load = async (entityRefs: string[]) => {
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind', 'metadata', 'spec', 'relations'] },
      { credentials },
    );
    return new Map(
      items.flatMap((item, index) =>
        item ? [[entityRefs[index], item] as const] : [],
      ),
    );
  };
  const users = await load([...settings.users]);
  const groups = await load([
    ...new Set([...users.values()].flatMap(user => groupsOf(user))),
  ]);
  return settings.users.map(ref => toPersona(ref, users.get(ref), groups));
}
