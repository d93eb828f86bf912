import { Entity } from '@backstage/catalog-model';

/** What people call an entity: its display name, title or else its name. */
export function entityTitle(entity: Entity): string {
  const profile = entity.spec?.profile;
  const displayName =
    typeof profile === 'object' && profile && 'displayName' in profile
      ? profile.displayName
      : undefined;
  return String(displayName ?? entity.metadata.title ?? entity.metadata.name);
}
