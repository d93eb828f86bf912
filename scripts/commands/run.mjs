import { spawn } from 'node:child_process';
import path from 'node:path';
import { callerDirectory } from '../lib/arguments.mjs';
import { root } from '../lib/layout.mjs';
import { prepare } from '../lib/prepare.mjs';
import { Problem } from '../lib/problem.mjs';
import { ended } from '../lib/processes.mjs';
import { Steps } from '../lib/steps.mjs';

/** Programs of this repository that run from their sources. */
const PROGRAMS = {
  slipway: 'packages/cli/src/main.ts',
  'check-real': 'packages/proof/src/checkReal.ts',
  bench: 'packages/proof/src/bench.ts',
  'bench-self-service': 'packages/proof/src/selfService/bench.ts',
};

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * `npm run slipway -- ...` and the like: runs a TypeScript program without a
 * build, in the folder of the caller, and ends as it ends. What is missing is
 * brought first, told on standard error: standard output is the program's.
 */
export async function run([name, ...args]) {
  const program = PROGRAMS[name];
  if (!program) {
    throw new Problem(
      `Usage: node scripts/slipway.cjs run ${Object.keys(PROGRAMS).join('|')}`,
      { exitCode: 2 },
    );
  }
  const steps = new Steps({ stream: process.stderr, quietUnder: 1_000 });
  const { toolchain } = await prepare({ steps, build: false });
  return runProgram(toolchain, path.join(root, program), args);
}

async function runProgram(toolchain, file, args) {
  const child = spawn(
    toolchain.node,
    [
      '--require',
      path.join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      file,
      ...args,
    ],
    {
      cwd: callerDirectory(),
      env: { ...toolchain.env, SLIPWAY_ROOT: root },
      stdio: 'inherit',
    },
  );
  // A terminal sends Ctrl-C to the child as well; others signal this process
  // alone.
  const forward = signal => child.kill(signal);
  SIGNALS.forEach(signal => process.on(signal, forward));
  const exit = await ended(child);
  SIGNALS.forEach(signal => process.off(signal, forward));
  if (exit.signal) {
    process.kill(process.pid, exit.signal);
  }
  return exit.code ?? 1;
}
