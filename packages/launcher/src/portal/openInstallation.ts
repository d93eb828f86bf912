import { DataDirectory } from '../data/DataDirectory';
import { Instance } from '../data/instance';
import { loadSecrets } from '../data/secrets';
import type { Secrets } from '../data/secrets';
import { Database } from './Database';
import type { Session } from './session';

/** A data folder that is ours to use, with its database running. */
export interface Installation {
  data: DataDirectory;
  instance: Instance;
  secrets: Secrets;
  database: Database;
}

/**
 * Claims a data folder and starts its database. Both are given up when the
 * session stops.
 *
 * @param url - where the portal will be found; told to a second start
 */
export async function openInstallation(
  dataDirectory: string,
  url: string,
  session: Session,
): Promise<Installation> {
  const data = new DataDirectory(dataDirectory);
  await data.prepare();
  const instance = await Instance.claim(data, url);
  session.onStop(() => instance.release());
  // A record that cannot be written (a full disk) must not hinder the stop.
  session.stopping.addEventListener('abort', () => {
    instance.markStopping().catch(() => undefined);
  });
  const secrets = await loadSecrets(data);
  session.tell({ kind: 'step', step: 'database', state: 'started' });
  const database = await Database.start(data, secrets);
  session.onStop(() => database.stop());
  session.tell({ kind: 'step', step: 'database', state: 'done' });
  session.stopping.throwIfAborted();
  return { data, instance, secrets, database };
}
