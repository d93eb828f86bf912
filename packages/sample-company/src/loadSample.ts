import { generateSample, sampleYear } from './generateSample';
import { PortalClient, RetryPolicy } from './load/PortalClient';
import { readLastDeployments, readSampleState } from './load/sampleState';
import { recordsSince, sendComponent } from './load/sendComponent';
import { WaitPolicy, waitForComponents } from './load/waitForComponents';

/** Records (commits and deployments) sent so far, of all that are to be sent. */
export type SampleProgress = { done: number; total: number };

export type LoadSampleOptions = {
  /** The portal's address, for example http://localhost:7007. */
  url: string;
  token: string;
  /** First instant after the sample's year. Default: the start of today, UTC. */
  until?: Date;
  /** Loads even when somebody removed the sample. */
  force?: boolean;
  onProgress?: (progress: SampleProgress) => void;
  /** Ends the load at once; the next one goes on from there. */
  signal?: AbortSignal;
  retry?: RetryPolicy;
  wait?: WaitPolicy;
};

/** `loaded` is false when nothing was added; the counts are what was. */
export type LoadSampleResult = {
  loaded: boolean;
  deployments: number;
  commits: number;
};

const nothing: LoadSampleResult = {
  loaded: false,
  deployments: 0,
  commits: 0,
};

function startOfToday(): Date {
  const now = new Date();
  return new Date(
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()),
  );
}

/**
 * Gives the components of the portal's catalog a year of history through the
 * public ingest, marked as sample data. Waits until the catalog has its
 * components. Run again it adds only what is new: the days since, components
 * that joined the catalog, the rest of an interrupted load. A sample that was
 * removed stays removed, unless `force` is set. Throws with the reason and the
 * remedy when the portal cannot be reached or refuses.
 */
export async function loadSample(
  options: LoadSampleOptions,
): Promise<LoadSampleResult> {
  const client = new PortalClient(options);
  const components = await waitForComponents(client, options.wait);
  const state = await readSampleState(client);
  if (state === 'cleared' && !options.force) {
    return nothing;
  }
  const until = options.until ?? startOfToday();
  const from = new Date(sampleYear(until).from);
  const last =
    state === 'present'
      ? await readLastDeployments(client, { from, until })
      : new Map<string, Date>();
  const missing = generateSample({ components, until }).map(sample =>
    recordsSince(sample, last.get(sample.component.ref)),
  );
  const total = missing.reduce(
    (sum, { commits, deliveries }) => sum + commits.length + deliveries.length,
    0,
  );
  const sum = { deployments: 0, commits: 0 };
  let done = 0;
  const onSent = (records: number) => {
    done += records;
    options.onProgress?.({ done, total });
  };
  for (const sample of missing) {
    const added = await sendComponent(client, sample, onSent);
    sum.deployments += added.deployments;
    sum.commits += added.commits;
  }
  return { loaded: sum.deployments + sum.commits > 0, ...sum };
}
