import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { ForwardedError } from '@backstage/errors';
import { spawnAs } from './account';
import type { PostgresAccount } from './account';

/** What a new data folder is made of. */
export interface InitialiseOptions {
  initdb: string;
  account: PostgresAccount;
  dataDirectory: string;
  /** The superuser's password. */
  password: string;
}

/**
 * Makes the data folder unless it is there.
 *
 * It is built under another name and renamed when complete, so that a start
 * that was interrupted here leaves nothing half-made behind.
 *
 * @throws ForwardedError with what initdb said.
 */
export async function initialise(options: InitialiseOptions): Promise<void> {
  const { account, dataDirectory, password } = options;
  if (existsSync(dataDirectory)) {
    return;
  }
  const draft = `${dataDirectory}.new`;
  const passwordFile = `${dataDirectory}.password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (account.ids) {
      await chown(draft, account.ids.uid, account.ids.gid);
      await chown(passwordFile, account.ids.uid, account.ids.gid);
    }
    await runInitdb(options, draft, passwordFile);
    await rename(draft, dataDirectory);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function runInitdb(
  { initdb, account }: InitialiseOptions,
  draft: string,
  passwordFile: string,
) {
  const child = spawnAs(
    account,
    initdb,
    [
      `--pgdata=${draft}`,
      `--pwfile=${passwordFile}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The built-in collation is the same on every machine; the system's
      // locales are not, and a slim image has none.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
    ],
    { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr?.on('data', chunk => {
    said = `${said}${chunk}`.slice(-4000);
  });
  const [code, signal] = await once(child, 'close');
  if (code !== 0) {
    throw new ForwardedError(
      'The database folder could not be made',
      new Error(said.trim() || `initdb ended with ${code ?? signal}`),
    );
  }
}
