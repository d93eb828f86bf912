import path from 'node:path';
import { parseStartArguments, START_HELP } from '../lib/arguments.mjs';
import { watchForInterrupt } from '../lib/interrupt.mjs';
import { startPortal } from '../lib/portal.mjs';
import { prepare } from '../lib/prepare.mjs';
import { Interrupted, Problem } from '../lib/problem.mjs';
import { checkPort, checkWritable } from '../lib/requirements.mjs';
import { resetData } from '../lib/reset.mjs';
import { formatElapsed, Steps } from '../lib/steps.mjs';

const LABELS = {
  database: ['Starting PostgreSQL', 'Started PostgreSQL'],
  portal: ['Starting the portal', 'Started the portal'],
  sample: ['Loading the sample data', 'Loaded the sample data'],
};

/** `npm start`: everything from a fresh clone to a running portal. */
export async function run(args) {
  const began = Date.now();
  const options = parseStartArguments(args);
  if (options.help) {
    process.stdout.write(START_HELP);
    return 0;
  }
  const interrupt = watchForInterrupt();
  const steps = new Steps();
  if (options.reset && !(await resetData(options))) {
    return 1;
  }
  checkWritable(options.dataDirectory);
  await checkPort(options);
  const prepared = await prepare({
    steps,
    signal: interrupt.signal,
    build: true,
  });
  if (interrupt.signal.aborted) {
    throw new Interrupted();
  }
  return runPortal({ ...options, ...prepared }, { began, interrupt, steps });
}

async function runPortal(options, { began, interrupt, steps }) {
  const running = new Map();
  let problem;
  const portal = startPortal(options, message => {
    if (message.kind === 'problem') {
      problem = message.message;
    } else if (message.kind === 'ready') {
      announce(message.url, options, { began, steps });
    } else {
      showStep(steps, running, message);
    }
  });
  let stopping = false;
  const stop = () => {
    stopping = true;
    steps.note('\nStopping …');
    portal.stop();
  };
  if (interrupt.signal.aborted) {
    stop();
  }
  interrupt.signal.addEventListener('abort', stop);
  const { code, signal } = await portal.exited;
  interrupt.stopWatching();
  [...running.values()].forEach(step => (stopping ? step.skip() : step.fail()));
  if (problem) {
    throw new Problem(problem);
  }
  if (!stopping) {
    throw new Problem(
      `The launcher ended (${
        signal ?? `code ${code}`
      }). What it left running is stopped by the next start, and nothing is lost.`,
    );
  }
  steps.note('Stopped.');
  return 0;
}

function showStep(steps, running, message) {
  const { kind, step: name } = message;
  if (kind === 'step' && message.state === 'started') {
    running.set(name, steps.begin(LABELS[name][0]));
  } else if (kind === 'step') {
    running.get(name)?.done(LABELS[name][1]);
    running.delete(name);
  } else if (kind === 'progress') {
    running.get(name)?.detail(`${message.done} of ${message.total}`);
  } else if (kind === 'warning') {
    running.get(name)?.fail();
    running.delete(name);
    steps.note(`  ${message.message}`);
  }
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
