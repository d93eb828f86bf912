import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { PreviewRow } from './previewRow';

/** Whoever dies at it keeps others from it for so long. */
const claimMs = 2 * 60_000;

/**
 * Takes a preview for the caller alone, by a mark in its row: what is done to it
 * takes connections, and one held by a lock meanwhile would be one too few when
 * many come at once.
 *
 * @returns undefined when another one has it, or it is gone
 */
export async function claimPreview(
  knex: Knex,
  id: string,
): Promise<PreviewRow | undefined> {
  const [row] = await knex<PreviewRow>('previews')
    .where({ id })
    .where(free =>
      free
        .whereNull('claimed_until')
        .orWhere('claimed_until', '<', knex.raw('clock_timestamp()')),
    )
    .update({ claim: randomUUID(), claimed_until: untilThen(knex) })
    .returning('*');
  return row;
}

/**
 * Begins the time of a claim anew, before what must not be done twice.
 *
 * @returns false when another one has the preview by now
 */
export async function keepClaim(
  knex: Knex,
  { id, claim }: Pick<PreviewRow, 'id' | 'claim'>,
): Promise<boolean> {
  const kept = await knex<PreviewRow>('previews')
    .where({ id, claim })
    .update({ claimed_until: untilThen(knex) });
  return kept > 0;
}

function untilThen(knex: Knex): Knex.Raw {
  return knex.raw(`clock_timestamp() + ? * interval '1 millisecond'`, [
    claimMs,
  ]);
}

/** @returns whether something was heard that the claimed row does not have */
export async function releasePreview(
  knex: Knex,
  claimed: PreviewRow,
): Promise<boolean> {
  const [row] = await knex<PreviewRow>('previews')
    .where({ id: claimed.id, claim: claimed.claim })
    .update({ claim: null, claimed_until: null })
    .returning('*');
  return (
    row !== undefined &&
    (row.wanted !== claimed.wanted ||
      row.heard_at.getTime() !== claimed.heard_at.getTime() ||
      row.active_at.getTime() !== claimed.active_at.getTime())
  );
}
