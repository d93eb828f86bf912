import { createHash } from 'node:crypto';
import { Engine } from '../ports';
import { describePreview } from './describePreview';
import { addressPreview } from './namePreview';
import { PreviewRow, resourceOf } from './previewRow';
import { PreviewContext } from './previewContext';

/** One comment, written anew only when there is something new to say. */
export async function tellPullRequest(
  engine: Engine,
  context: PreviewContext,
  row: PreviewRow,
  signal: AbortSignal,
): Promise<void> {
  const { forge, settings, portalUrl } = context;
  const resource = await resourceOf(engine.knex, row);
  const text = describePreview(row, {
    resource,
    address: settings.url && addressPreview(settings.url, row),
    page: resource && `${portalUrl}/self-service/resources/${resource.id}`,
  });
  const hash = createHash('sha256').update(text).digest('hex');
  const says = forge ? hash : row.comment_hash;
  if (forge && says !== row.comment_hash) {
    await forge.comment(row.repository, row.number, text, signal);
  }
  const seen = resource?.state ?? null;
  if (seen !== row.seen_state || says !== row.comment_hash) {
    await engine
      .knex<PreviewRow>('previews')
      .where({ id: row.id })
      .update({ seen_state: seen, comment_hash: says });
  }
}
