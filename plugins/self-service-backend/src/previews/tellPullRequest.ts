import { createHash } from 'node:crypto';
import { Engine } from '../ports';
import { keepClaim } from './claimPreview';
import { describePreview } from './describePreview';
import { addressPreview } from './namePreview';
import { PreviewRow, resourceOf } from './previewRow';
import { PreviewContext } from './previewContext';

/**
 * One comment, written anew only when there is something new to say. It is
 * known by its id and by nothing that it says: that anybody can write.
 */
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
  const seen = resource?.state ?? null;
  const news = forge !== undefined && hash !== row.comment_hash;
  if (!news && seen === row.seen_state) {
    return;
  }
  // Whoever has it now tells what is so then; two would write two comments.
  if (!(await keepClaim(engine.knex, row))) {
    return;
  }
  const { repository, number, comment_id: id } = row;
  const told = news && {
    comment_id: await forge.comment(repository, number, { id, text }, signal),
    comment_hash: hash,
  };
  await engine
    .knex<PreviewRow>('previews')
    .where({ id: row.id })
    .update({ seen_state: seen, ...told });
}
