import { parseEntityRef } from '@backstage/catalog-model';
import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import type {
  AuthProviderFactory,
  AuthResolverContext,
} from '@backstage/plugin-auth-node';
import type { Request } from 'express';
import type { LocalRequestGuard } from './localRequest';
import { toProfile } from './profile';
import { toUserRef } from './settings';
import type { PersonaSettings } from './settings';

/** Names the chosen persona in each request of the sign-in page. */
export const personaHeader = 'X-Slipway-Persona';

type ChosenPersona = { entityRef: string };

function readChoice(request: Request, settings: PersonaSettings) {
  const text = request.get(personaHeader);
  const entityRef = text && toUserRef(text);
  if (!entityRef) {
    throw new InputError(
      `The header ${personaHeader} is ${
        text ? `"${text}"` : 'missing'
      }; it must be the reference of a user. Send, for example, "${
        settings.users[0]
      }".`,
    );
  }
  if (!settings.users.includes(entityRef)) {
    throw new NotAllowedError(
      `${entityRef} is not one of the people of auth.providers.personas.development.users. Choose one of the list, or add the person there.`,
    );
  }
  return { entityRef };
}

/** The user's entity, which is missing for a moment after the first start. */
async function findPersona(
  { entityRef }: ChosenPersona,
  context: AuthResolverContext,
) {
  try {
    const ref = parseEntityRef(entityRef);
    return (await context.findCatalogUser({ entityRef: ref })).entity;
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFoundError') {
      throw new ServiceUnavailableError(
        `${entityRef} is not in the catalog. After the first start it takes some seconds to load; try again, or correct auth.providers.personas.development.users.`,
      );
    }
    throw error;
  }
}

/**
 * The provider: it trusts the request's header, as a provider behind a proxy
 * does, because it answers this machine only and issues tokens for the listed
 * people only. It keeps no session; the browser repeats its choice.
 */
export function createPersonasProviderFactory(options: {
  settings: PersonaSettings;
  assertLocal: LocalRequestGuard;
}): AuthProviderFactory {
  const { settings, assertLocal } = options;
  return createProxyAuthProviderFactory({
    authenticator: createProxyAuthenticator({
      initialize: () => undefined,
      async authenticate({ req }) {
        assertLocal(req);
        const result: ChosenPersona = readChoice(req, settings);
        return { result, providerInfo: result };
      },
      async defaultProfileTransform(result, context) {
        return { profile: toProfile(await findPersona(result, context)) };
      },
    }),
    signInResolver: ({ result }, context) =>
      context.signInWithCatalogUser({ entityRef: result.entityRef }),
  });
}
