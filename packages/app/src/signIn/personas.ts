import { ResponseError } from '@backstage/errors';
import { DiscoveryApi } from '@backstage/frontend-plugin-api';
import { z } from 'zod';

const personasAnswer = z.object({
  personas: z.array(
    z.object({
      entityRef: z.string(),
      displayName: z.string(),
      title: z.string().optional(),
      picture: z.string().optional(),
      team: z
        .object({ entityRef: z.string(), displayName: z.string() })
        .optional(),
      /** The catalog knows the person, so that signing in will work. */
      ready: z.boolean(),
    }),
  ),
});

/** A person of the sample company whom a visitor can be. */
export type Persona = z.infer<typeof personasAnswer>['personas'][number];

/**
 * The people on offer, or undefined when this installation signs in another
 * way. Uses the browser's own fetch: that of the app waits for a signed-in user.
 *
 * @throws ResponseError when the server answers with a fault.
 */
export async function listPersonas(
  discoveryApi: DiscoveryApi,
  signal?: AbortSignal,
): Promise<Persona[] | undefined> {
  const baseUrl = await discoveryApi.getBaseUrl('auth');
  const response = await fetch(`${baseUrl}/personas/list`, { signal });
  if (response.status === 404) {
    return undefined;
  }
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  return personasAnswer.parse(await response.json()).personas;
}

const storageKey = 'slipway.persona';

/** The reference of the person chosen before, in this browser. */
export function readChosenPersona(): string | undefined {
  try {
    return window.localStorage.getItem(storageKey) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers the choice, so that the session outlives a reload. */
export function rememberPersona(entityRef: string): void {
  try {
    window.localStorage.setItem(storageKey, entityRef);
  } catch {
    // Storage is refused in some privacy modes; the session then ends at reload.
  }
}

export function forgetPersona(): void {
  try {
    window.localStorage.removeItem(storageKey);
  } catch {
    // Nothing could be stored either.
  }
}
