import fs from 'node:fs';
import path from 'node:path';
import { logs, root } from './layout.mjs';
import { yarnSettings } from './npm.mjs';
import { hashFiles, hashTexts, readPackages } from './packages.mjs';
import { Problem } from './problem.mjs';
import { runLogged } from './processes.mjs';

const STAMP = path.join(root, 'node_modules', '.slipway-install');
/** Yarn writes it last: without it an install is not complete. */
const YARN_STATE = path.join(root, 'node_modules', '.yarn-state.yml');

/**
 * Installs the dependencies unless node_modules holds exactly them.
 *
 * @returns a hash of what was installed, an input of every build
 */
export async function ensureInstalled({ toolchain, steps, signal }) {
  const fingerprint = hashInputs();
  if (isInstalled(fingerprint)) {
    return fingerprint;
  }
  const step = steps.begin('Installing the dependencies');
  try {
    fs.rmSync(STAMP, { force: true });
    await install({ toolchain, signal, onPhase: step.detail });
    fs.writeFileSync(STAMP, fingerprint);
  } catch (error) {
    step.fail({ stopped: signal?.aborted });
    throw error;
  }
  step.done('Installed the dependencies');
  return fingerprint;
}

/** Whether `ensureInstalled` would have nothing to do. */
export function isInstalled(fingerprint = hashInputs()) {
  try {
    return (
      fs.readFileSync(STAMP, 'utf8') === fingerprint &&
      fs.existsSync(YARN_STATE)
    );
  } catch {
    return false;
  }
}

function hashInputs() {
  const manifests = [...readPackages().values()].map(({ directory }) =>
    path.relative(root, path.join(directory, 'package.json')),
  );
  return hashTexts(
    hashFiles(['yarn.lock', '.yarnrc.yml', 'package.json', ...manifests]),
    process.platform,
    process.arch,
  );
}

async function install({ toolchain, signal, onPhase }) {
  const { node, yarn, env } = toolchain;
  let lockDiffers = false;
  const run = runLogged(node, [yarn, 'install', '--immutable'], {
    what: 'Installing the dependencies',
    log: path.join(logs, 'install.log'),
    cwd: root,
    env: {
      ...env,
      ...yarnSettings(),
      YARN_ENABLE_PROGRESS_BARS: '0',
      YARN_ENABLE_COLORS: '0',
    },
    signal,
    onLine: line => {
      lockDiffers ||= line.includes('YN0028');
      const phase = /┌ (\w+) step/.exec(line)?.[1];
      if (phase) {
        onPhase(phase.toLowerCase());
      }
    },
  });
  try {
    await run;
  } catch (error) {
    if (lockDiffers) {
      throw new Problem(
        'yarn.lock does not belong to the package.json files. Run "yarn install" and commit yarn.lock with the change.',
        { cause: error },
      );
    }
    throw error;
  }
}
