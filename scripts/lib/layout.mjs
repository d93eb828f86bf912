import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(
  /[\\/]$/,
  '',
);

/** What the scripts make: the toolchain, the built portal, data by default. */
export const work = path.join(root, '.slipway');

/** Where the output of long steps is kept. */
export const logs = path.join(work, 'logs');
