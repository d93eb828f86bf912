import path from 'node:path';
import { parseStartArguments, START_HELP } from '../lib/arguments.mjs';
import { watchForInterrupt } from '../lib/interrupt.mjs';
import { startPortal } from '../lib/portal.mjs';
import { prepare } from '../lib/prepare.mjs';
import { diskFull, Problem, saysDiskFull } from '../lib/problem.mjs';
import { checkPort, checkWritable, waitForStop } from '../lib/requirements.mjs';
import { resetData } from '../lib/reset.mjs';
import { formatElapsed, Steps } from '../lib/steps.mjs';
import { stepsOfPortal } from '../lib/stepsOfPortal.mjs';

/** `npm start`: everything from a fresh clone to a running portal. */
export async function run(args) {
  const began = Date.now();
  const options = parseStartArguments(args);
  if (options.help) {
    process.stdout.write(START_HELP);
    return 0;
  }
  const steps = new Steps();
  checkWritable(options.dataDirectory);
  await waitForStop(options.dataDirectory, steps);
  if (options.reset && !(await resetData(options))) {
    return 1;
  }
  const interrupt = watchForInterrupt();
  const { signal } = interrupt;
  await checkPort(options);
  const prepared = await prepare({ steps, signal, build: true });
  signal.throwIfAborted();
  return runPortal({ ...options, ...prepared }, { began, interrupt, steps });
}

async function runPortal(options, { began, interrupt, steps }) {
  const shown = stepsOfPortal(steps);
  let problem;
  const portal = startPortal(options, message => {
    if (message.kind === 'problem') {
      problem = message.message;
    } else if (message.kind === 'ready') {
      announce(message.url, options, { began, steps });
    } else {
      shown.show(message);
    }
  });
  const { signal } = interrupt;
  const stop = () => {
    steps.note('\nStopping …');
    portal.stop();
  };
  signal.addEventListener('abort', stop);
  const exit = await portal.exited;
  interrupt.stopWatching();
  shown.end({ failed: !signal.aborted });
  if (problem) {
    throw saysDiskFull(problem) ? diskFull(problem) : new Problem(problem);
  }
  if (!signal.aborted) {
    throw new Problem(
      `The launcher ended (${
        exit.signal ?? `code ${exit.code}`
      }). What it left running is stopped by the next start, and nothing is lost.`,
    );
  }
  steps.note('Stopped.');
  return 0;
}

function announce(url, { host, dataDirectory }, { began, steps }) {
  const logs = path.relative(process.cwd(), path.join(dataDirectory, 'logs'));
  steps.note(
    [
      '',
      `Slipway is ready: ${url}`,
      `Started in ${formatElapsed(
        Date.now() - began,
      )}. Logs: ${logs}. Ctrl-C stops it.`,
      ...warnings(host),
      '',
    ].join('\n'),
  );
}

function warnings(host) {
  return ['127.0.0.1', '::1', 'localhost'].includes(host)
    ? []
    : [
        `Warning: everyone who can reach ${host} can sign in as any sample person, without a password. For a real installation see docs/production.md.`,
      ];
}
