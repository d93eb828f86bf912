import { Engine } from '../ports';
import { Forge } from './forge';
import { PreviewContext } from './previewContext';
import { PreviewRow } from './previewRow';
import { syncPreview } from './syncPreview';

/** A pull request is asked after this often, in milliseconds. */
const askAgainAfter = 10 * 60_000;

/** Calls to the forge in one sweep, so that its limit is left to others. */
const asksPerSweep = 50;

/**
 * Finds what nobody told: pull requests that were closed while the webhook was
 * away, environments that are still there, previews that could not be made at
 * first. What fails is logged and left to the next sweep.
 */
export async function sweepPreviews(
  engine: Engine,
  context: PreviewContext,
  signal: AbortSignal,
): Promise<void> {
  await closeOrphans(engine, context, signal);
  const rows = await engine
    .knex<PreviewRow>('previews')
    .leftJoin('resources', 'resources.id', 'previews.resource_id')
    .where('previews.wanted', 'open')
    // Until it is gone, and its pull request knows.
    .orWhereRaw('resources.state IS DISTINCT FROM previews.seen_state')
    .orWhere(standing =>
      standing
        .whereNotNull('previews.resource_id')
        .whereNotIn('resources.state', ['destroyed', 'cancelled']),
    )
    .select('previews.id');
  for (const { id } of rows) {
    if (signal.aborted) {
      return;
    }
    await attempt(engine, `Preview ${id}`, () =>
      syncPreview(engine, context, id, signal),
    );
  }
}

async function closeOrphans(
  engine: Engine,
  { forge }: PreviewContext,
  signal: AbortSignal,
): Promise<void> {
  if (!forge) {
    return;
  }
  const now = engine.now();
  const rows = await engine
    .knex<PreviewRow>('previews')
    .where({ wanted: 'open' })
    .where(due =>
      due
        .whereNull('checked_at')
        .orWhere('checked_at', '<', new Date(now.getTime() - askAgainAfter)),
    )
    .orderByRaw('checked_at NULLS FIRST')
    .limit(asksPerSweep);
  for (const row of rows) {
    if (signal.aborted) {
      return;
    }
    await attempt(engine, `${row.repository}#${row.number}`, () =>
      ask(engine, forge, row, signal),
    );
  }
}

async function ask(
  engine: Engine,
  forge: Forge,
  row: PreviewRow,
  signal: AbortSignal,
): Promise<void> {
  const now = engine.now();
  const { id, wanted, heard_at, active_at } = row;
  // Before it is asked: what cannot be answered must not be first in line for
  // ever, or a repository that is away keeps all others from being asked after.
  await engine
    .knex<PreviewRow>('previews')
    .where({ id })
    .update({ checked_at: now });
  if ((await forge.stateOf(row.repository, row.number, signal)) === 'open') {
    return;
  }
  // Only if nothing was heard meanwhile: it may just have been reopened.
  await engine
    .knex<PreviewRow>('previews')
    .where({ id, wanted, heard_at, active_at })
    .update({ wanted: 'closed', updated_at: now });
}

async function attempt(
  engine: Engine,
  what: string,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    engine.logger.warn(`${what}: ${error}; the next sweep tries again`);
  }
}
