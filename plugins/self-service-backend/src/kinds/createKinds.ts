import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { commonFieldNames } from '@slipway/plugin-self-service-common';
import {
  Kind,
  SelfServiceExtensionPoint,
  Target,
} from '@slipway/plugin-self-service-node';
import { Kinds } from '../ports';
import { SelfServiceSettings } from '../settings';
import { engineActions } from './engineActions';

const idRule = /^[a-z][a-z0-9-]{0,40}$/;

/**
 * The register of kinds and targets: modules fill it while the backend starts,
 * the engine reads it afterwards.
 */
export function createKinds(
  environments: SelfServiceSettings['environments'],
): Kinds & SelfServiceExtensionPoint {
  const kinds = new Map<string, Kind>();
  const targets = new Map<string, Target>();
  return {
    addKind<Spec>(kind: Kind<Spec>) {
      assertNew('kind', kind.id, kinds);
      if (kind.templateVersions.length === 0) {
        throw new InputError(
          `The kind '${kind.id}' has no template version; give it at least one`,
        );
      }
      assertOwnNames(kind);
      // The engine hands a kind only what the kind's own schema has parsed.
      kinds.set(kind.id, kind as unknown as Kind);
    },
    addTarget(target) {
      assertNew('target', target.name, targets);
      targets.set(target.name, target);
    },
    get: id => find('kind', id, kinds),
    list: () => [...kinds.values()],
    target: name => find('target', name, targets),
    targets: () => [...targets.values()],
    defaultTarget: (kind, environment) =>
      [...targets.values()].find(
        target =>
          target.kinds.includes(kind) &&
          target.environments.includes(environment),
      ),
    environments: () =>
      Object.entries(environments).map(([name, environment]) => ({
        name,
        class: environment.class,
        defaultTtl: environment.defaultTtl ?? null,
        maximumTtl: environment.maximumTtl ?? null,
      })),
  };
}

function assertNew(what: string, id: string, known: Map<string, unknown>) {
  if (!idRule.test(id)) {
    throw new InputError(
      `'${id}' cannot be the name of a ${what}: use lower-case letters, digits and dashes, 41 at most`,
    );
  }
  if (known.has(id)) {
    throw new ConflictError(
      `There are two ${what}s of the name '${id}'; remove one or rename it`,
    );
  }
}

/** A kind's fields and actions stand beside the engine's own. */
function assertOwnNames(kind: {
  id: string;
  schema: { shape: object };
  actions: Array<{ id: string }>;
}) {
  const field = Object.keys(kind.schema.shape).find(name =>
    commonFieldNames.includes(name),
  );
  const action = kind.actions.find(({ id }) =>
    [...engineActions.map(own => own.id), 'create'].includes(id),
  );
  if (field !== undefined || action) {
    throw new ConflictError(
      `The kind '${kind.id}' has ${
        field === undefined ? `an action '${action?.id}'` : `a field '${field}'`
      } that the engine has too; rename it`,
    );
  }
}

function find<T>(what: string, id: string, known: Map<string, T>): T {
  const found = known.get(id);
  if (!found) {
    throw new NotFoundError(
      `There is no ${what} '${id}'; known are ${
        [...known.keys()].sort().join(', ') || 'none'
      }`,
    );
  }
  return found;
}
