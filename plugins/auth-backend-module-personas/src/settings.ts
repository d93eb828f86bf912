import type { RootConfigService } from '@backstage/backend-plugin-api';
import {
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const configKey = 'auth.providers.personas';
const example = 'Write, for example, "user:default/ana.brandt".';

/** The full reference of a user, in lower case, or undefined. */
export function toUserRef(text: string): string | undefined {
  try {
    const ref = parseEntityRef(text, { defaultKind: 'user' });
    return ref.kind.toLowerCase() === 'user' &&
      KubernetesValidatorFunctions.isValidObjectName(ref.name)
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}

const userRef = z.string().transform((text, context) => {
  const ref = toUserRef(text);
  if (ref === undefined) {
    context.addIssue({
      code: 'custom',
      message: `"${text}" is not the reference of a user. ${example}`,
    });
    return z.NEVER;
  }
  return ref;
});

const settingsSchema = z.strictObject({
  development: z.strictObject({
    users: z
      .array(userRef)
      .min(1, { error: `Name at least one user. ${example}` })
      .refine(users => new Set(users).size === users.length, {
        error: 'Name each user once.',
      }),
    allowNonLoopback: z.boolean().default(false),
  }),
});

/** What `auth.providers.personas.development` says. */
export interface PersonaSettings {
  /** Full references, in the order of the configuration. */
  users: readonly string[];
  /** Whether to work on addresses that other machines can reach. */
  allowNonLoopback: boolean;
}

/**
 * Reads the settings; undefined when personas are not configured.
 *
 * @throws InputError that names the setting, the rule and the remedy
 */
export function readSettings(
  config: RootConfigService,
): PersonaSettings | undefined {
  const configured = config.getOptional(configKey);
  if (configured === undefined) {
    return undefined;
  }
  const parsed = settingsSchema.safeParse(configured);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path, message }) => `${[configKey, ...path].join('.')}: ${message}`,
    );
    throw new InputError(`Wrong setting ${faults.join('; ')}`);
  }
  return parsed.data.development;
}
