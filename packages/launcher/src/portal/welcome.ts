import { loadSample } from '@slipway/sample-company';
import { waitUntilReady } from '../backend/waitUntilReady';
import { writePrivateJson } from '../data/privateFile';
import type { Installation } from './openInstallation';
import type { Session } from './session';

/** What is done once the backend answers. */
export interface WelcomeOptions {
  /** Where the backend answers. */
  local: string;
  /** What a person opens. */
  browser: string;
  /** Whether to load the sample company's history. */
  sample: boolean;
}

/**
 * Waits for the backend, leaves address and token for the command line, says
 * where the portal is, and loads the sample data behind it.
 */
export async function welcome(
  { local, browser, sample }: WelcomeOptions,
  { data, secrets }: Installation,
  session: Session,
): Promise<void> {
  const { tell, stopping } = session;
  tell({ kind: 'step', step: 'portal', state: 'started' });
  await waitUntilReady({ url: local, signal: stopping });
  tell({ kind: 'step', step: 'portal', state: 'done' });
  const token = secrets.cliToken;
  await writePrivateJson(data.cli, { url: local, token });
  tell({ kind: 'ready', url: browser });
  if (sample) {
    await loadSampleData({ url: local, token }, session);
  }
}

/** Never rejects: without the sample the portal works all the same. */
async function loadSampleData(
  portal: { url: string; token: string },
  { tell, stopping }: Session,
) {
  tell({ kind: 'step', step: 'sample', state: 'started' });
  try {
    await loadSample({
      ...portal,
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
        message: `The sample data was not loaded: ${reason} The portal works without it, and the next start tries again.`,
      });
    }
  }
}
