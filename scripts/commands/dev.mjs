import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from '../lib/arguments.mjs';
import { watchForInterrupt } from '../lib/interrupt.mjs';
import { root, work } from '../lib/layout.mjs';
import { prepare } from '../lib/prepare.mjs';
import { diskFull, Problem, saysDiskFull } from '../lib/problem.mjs';
import { ended, endGroup } from '../lib/processes.mjs';
import { checkPort, checkWritable } from '../lib/requirements.mjs';
import { Steps } from '../lib/steps.mjs';
import { stepsOfPortal } from '../lib/stepsOfPortal.mjs';

const HELP = `Usage: yarn dev [options]      (or: npm run dev -- [options])

Starts the front end on http://localhost:3000 and the backend on port 7007,
both reloading on change, with a PostgreSQL of their own under .slipway/dev.

  --no-sample   Do not load the sample company's delivery history
  --help        Show this text
`;

const FRONTEND_PORT = 3000;
const BACKEND_PORT = 7007;
const HOST = '127.0.0.1';
const CONFIG = [
  'app-config.yaml',
  'app-config.development.yaml',
  'app-config.local.yaml',
];
const TRANSFORM = path.join(
  root,
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);
const CLI = path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli');

/** `yarn dev`: both development servers and what they need. */
export async function run(args) {
  const { values } = parse(
    args,
    {
      'no-sample': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
    'yarn dev --help',
  );
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const dataDirectory = path.join(work, 'dev');
  const interrupt = watchForInterrupt();
  const steps = new Steps();
  checkWritable(dataDirectory);
  for (const port of [FRONTEND_PORT, BACKEND_PORT]) {
    await checkPort({ host: HOST, port, dataDirectory, movable: false });
  }
  const { toolchain } = await prepare({ steps, signal: interrupt.signal });
  interrupt.signal.throwIfAborted();
  const services = startServices(toolchain, {
    dataDirectory,
    frontendUrl: `http://localhost:${FRONTEND_PORT}`,
    backendPort: BACKEND_PORT,
    sample: !values['no-sample'],
  });
  return serve({ toolchain, services, interrupt, steps });
}

function startServices(toolchain, options) {
  return spawn(
    toolchain.node,
    [
      '--require',
      TRANSFORM,
      path.join(root, 'scripts/lib/launchDevelopment.cjs'),
      JSON.stringify(options),
    ],
    {
      cwd: root,
      env: toolchain.env,
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
}

/** Runs until a stop is asked for or one of the two parts ends. */
async function serve({ toolchain, services, interrupt, steps }) {
  const { signal } = interrupt;
  const shown = stepsOfPortal(steps);
  let servers;
  let problem;
  services.on('message', message => {
    if (message.kind === 'environment') {
      servers = startServers(toolchain, message.environment);
      servers.once('close', () => services.kill('SIGTERM'));
    } else if (message.kind === 'problem') {
      problem = message.message;
    } else if (message.kind === 'ready') {
      steps.note(`\nSlipway is ready: ${message.url}\n`);
    } else if (message.step) {
      shown.show(message);
    }
  });
  const stop = () => (servers ? endGroup(servers) : services.kill('SIGTERM'));
  signal.addEventListener('abort', stop);
  await ended(services);
  if (servers && servers.exitCode === null && servers.signalCode === null) {
    const gone = ended(servers);
    endGroup(servers);
    await gone;
  }
  interrupt.stopWatching();
  shown.end({ failed: !signal.aborted });
  if (problem) {
    throw saysDiskFull(problem) ? diskFull(problem) : new Problem(problem);
  }
  return signal.aborted ? 0 : 1;
}

function startServers(toolchain, environment) {
  return spawn(
    toolchain.node,
    [
      CLI,
      'repo',
      'start',
      ...CONFIG.map(file => path.join(root, file))
        .filter(file => fs.existsSync(file))
        .flatMap(file => ['--config', file]),
    ],
    {
      cwd: root,
      env: { ...toolchain.env, ...environment },
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
}
