import { PreviewView } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { ResourceRow } from '../store/rows';
import { addressPreview } from './namePreview';
import { PreviewRow } from './previewRow';
import { PreviewSettings } from './previewSettings';

/** Previews with what became of them. */
export async function presentPreviews(
  knex: Knex,
  settings: PreviewSettings,
  rows: PreviewRow[],
): Promise<PreviewView[]> {
  const ids = rows.flatMap(({ resource_id: id }) => id ?? []);
  const resources = await knex<ResourceRow>('resources').whereIn('id', ids);
  const byId = new Map(resources.map(resource => [resource.id, resource]));
  return rows.map(row => {
    const resource = byId.get(row.resource_id ?? '');
    return {
      id: row.id,
      repository: row.repository,
      number: row.number,
      title: row.title,
      link: row.link,
      component: row.component,
      team: row.team,
      pullRequest: row.wanted,
      resourceId: resource?.id ?? null,
      resourceName: resource?.name ?? null,
      resourceState: resource?.state ?? null,
      address:
        settings.url && resource ? addressPreview(settings.url, row) : null,
      cost: resource?.cost ?? null,
      expiresAt: resource?.expires_at?.toISOString() ?? null,
      problem: row.problem,
      updatedAt: row.updated_at.toISOString(),
    };
  });
}
