import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import type { DataDirectory } from './DataDirectory';
import { readPrivateJson, writePrivateJson } from './privateFile';

const secretsSchema = z.object({
  databasePassword: z.string().min(1),
  sessionSecret: z.string().min(1),
  cliToken: z.string().min(1),
});

/** Random values that are made once per data folder and never shown. */
export type Secrets = z.infer<typeof secretsSchema>;

/**
 * The secrets of a data folder, made on first use.
 *
 * @throws NotFoundError when they are gone while the database is not: new
 *   ones would not open it.
 */
export async function loadSecrets(data: DataDirectory): Promise<Secrets> {
  const existing = await readPrivateJson(data.secrets, secretsSchema);
  if (existing) {
    return existing;
  }
  if (existsSync(data.postgres)) {
    throw new NotFoundError(
      `${data.secrets} is missing, and without the password in it the database in ${data.postgres} stays closed. Restore it from a backup, or begin anew with --reset, which removes the data.`,
    );
  }
  const secrets = {
    databasePassword: randomKey(),
    sessionSecret: randomKey(),
    cliToken: randomKey(),
  };
  await writePrivateJson(data.secrets, secrets);
  return secrets;
}

function randomKey() {
  return randomBytes(32).toString('base64url');
}
