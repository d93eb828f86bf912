import { ensureBuilt } from './build.mjs';
import { ensureInstalled, isInstalled } from './install.mjs';
import { root, work } from './layout.mjs';
import { withLock } from './lock.mjs';
import {
  checkGit,
  checkPlatform,
  checkSpace,
  checkWritable,
} from './requirements.mjs';
import { ensureToolchain } from './toolchain.mjs';

const INSTALL_GIGABYTES = 3;
const RUN_GIGABYTES = 0.2;

/**
 * Checks the machine and brings what is missing: toolchain, dependencies and,
 * if asked, the built portal.
 *
 * @returns `{ toolchain, view }`; `view` only when built
 */
export async function prepare({ steps, signal, build }) {
  const check = steps.begin('Checking the machine');
  try {
    checkPlatform();
    checkGit();
    checkWritable(root);
    checkWritable(work);
    checkSpace(root, isInstalled() ? RUN_GIGABYTES : INSTALL_GIGABYTES);
  } catch (error) {
    check.fail();
    throw error;
  }
  check.done('Checked the machine');
  const onWait = holder =>
    steps.note(`  Waiting for another command here (process ${holder}).`);
  return withLock(
    async () => {
      const toolchain = await ensureToolchain(steps, signal);
      const installed = await ensureInstalled({ toolchain, steps, signal });
      const view = build
        ? await ensureBuilt({ toolchain, installed, steps, signal })
        : undefined;
      return { toolchain, view };
    },
    { onWait, signal },
  );
}
