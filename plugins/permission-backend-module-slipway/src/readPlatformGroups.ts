import type { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const configKey = 'permission.slipway';
const example = 'Write, for example, "group:default/platform".';

function toGroupRef(text: string): string | undefined {
  try {
    const ref = parseEntityRef(text);
    return ref.kind.toLowerCase() === 'group'
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}

const groupRef = z.string().transform((text, context) => {
  const ref = toGroupRef(text);
  if (ref === undefined) {
    context.addIssue({
      code: 'custom',
      message: `"${text}" is not the reference of a group. ${example}`,
    });
    return z.NEVER;
  }
  return ref;
});

const settingsSchema = z.strictObject({
  platformGroups: z
    .array(groupRef, { error: `Name at least one group. ${example}` })
    .min(1, { error: `Name at least one group. ${example}` }),
});

/**
 * Reads `permission.slipway.platformGroups`.
 *
 * @returns full references in lower case
 * @throws InputError that names the setting, the rule and the remedy
 */
export function readPlatformGroups(config: RootConfigService): string[] {
  const configured = config.getOptional(configKey) ?? {};
  const parsed = settingsSchema.safeParse(configured);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path, message }) => `${[configKey, ...path].join('.')}: ${message}`,
    );
    throw new InputError(`Wrong setting ${faults.join('; ')}`);
  }
  return parsed.data.platformGroups;
}
