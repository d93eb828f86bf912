import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { PreviewRow } from './previewRow';
import { PreviewSettings } from './previewSettings';

/**
 * Why a team may have no further preview; undefined when it may. Those that are
 * on the way count too.
 */
export async function describeNoRoom(
  knex: Knex,
  { capPerTeam }: Pick<PreviewSettings, 'capPerTeam'>,
  { team }: Pick<PreviewRow, 'team'>,
): Promise<string | undefined> {
  const [{ count }] = await knex('previews')
    .join('resources', 'resources.id', 'previews.resource_id')
    .where('previews.team', team)
    .whereNotIn('resources.state', ['destroyed', 'cancelled'])
    .count({ count: '*' });
  return Number(count) < capPerTeam
    ? undefined
    : `${team} has ${count} preview environments and may have ${capPerTeam} at once. Close a pull request, or ask a platform engineer for more.`;
}

/**
 * Gives a preview its environment in the transaction that accepts it, those of
 * one team one after the other: of any number at once no more get one than may.
 *
 * @throws ConflictError when there is no room any more
 */
export async function takePlace(
  trx: Knex,
  settings: Pick<PreviewSettings, 'capPerTeam'>,
  row: Pick<PreviewRow, 'id' | 'team'>,
  resourceId: string,
): Promise<void> {
  await trx.raw(`SELECT pg_advisory_xact_lock(hashtext(?))`, [
    `previews of ${row.team}`,
  ]);
  const full = await describeNoRoom(trx, settings, row);
  if (full !== undefined) {
    throw new ConflictError(full);
  }
  await trx<PreviewRow>('previews')
    .where({ id: row.id })
    .update({ resource_id: resourceId });
}
