import { loadSample } from '@slipway/sample-company';
import type { Tell } from './messages';

/** Where and as whom to load. */
export interface LoadSampleOptions {
  url: string;
  token: string;
  tell: Tell;
  /** Set once the portal stops: a failure after that is no news. */
  stopping: AbortSignal;
}

/**
 * Loads the sample company's history into a running portal and reports how
 * it went. Never rejects: without the sample the portal works all the same.
 */
export async function loadSampleInBackground({
  url,
  token,
  tell,
  stopping,
}: LoadSampleOptions): Promise<void> {
  tell({ kind: 'step', step: 'sample', state: 'started' });
  try {
    await loadSample({
      url,
      token,
      signal: stopping,
      onProgress: ({ done, total }) =>
        tell({ kind: 'progress', step: 'sample', done, total }),
    });
    tell({ kind: 'step', step: 'sample', state: 'done' });
  } catch (error) {
    if (!stopping.aborted) {
      const reason = error instanceof Error ? error.message : String(error);
      tell({
        kind: 'warning',
        step: 'sample',
        message: `The sample data was not loaded: ${reason}. The portal works without it; the next start tries again.`,
      });
    }
  }
}
