import type { Entity } from '@backstage/catalog-model';
import type { ProfileInfo } from '@backstage/plugin-auth-node';
import { z } from 'zod';

const profileSchema = z.object({
  displayName: z.string().optional().catch(undefined),
  email: z.string().optional().catch(undefined),
  picture: z.string().optional().catch(undefined),
});

/**
 * The profile of a user or group; the name falls back to the title, then to
 * the entity's name. Never throws.
 */
export function toProfile(
  entity: Entity,
): ProfileInfo & { displayName: string } {
  const parsed = profileSchema.safeParse(entity.spec?.profile);
  const profile = parsed.success ? parsed.data : {};
  return {
    ...profile,
    displayName:
      profile.displayName ?? entity.metadata.title ?? entity.metadata.name,
  };
}
