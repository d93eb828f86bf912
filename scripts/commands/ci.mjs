import path from 'node:path';
import { watchForInterrupt } from '../lib/interrupt.mjs';
import { logs, root } from '../lib/layout.mjs';
import { prepare } from '../lib/prepare.mjs';
import { Interrupted } from '../lib/problem.mjs';
import { runLogged } from '../lib/processes.mjs';
import { Steps } from '../lib/steps.mjs';
import {
  closingLine,
  countSkipped,
  emptyResult,
  sum,
} from '../lib/testing/results.mjs';
import { runTests } from './test.mjs';

/** The checks beside the tests: each counts as one test. */
const CHECKS = [
  { name: 'Formatting', args: ['prettier', '--check', '.'] },
  { name: 'Lint', args: cli('repo', 'lint', '--max-warnings', '0') },
  // Also writes the declarations that the build packs.
  { name: 'Types', args: ['tsc'] },
  {
    name: 'Configuration of the embedded default',
    args: checkConfig('app-config.yaml'),
  },
  {
    name: 'Configuration of a production installation',
    args: checkConfig('app-config.yaml', 'app-config.production.yaml'),
  },
  {
    name: 'Build of every package',
    args: cli('repo', 'build', '--all'),
    // The bundle takes nothing but the path from it.
    env: { SLIPWAY_BASE_URL: 'http://localhost:7007' },
  },
];

/** `.ci/run`: all tests, then all other checks, one closing line. */
export async function run() {
  const { signal } = watchForInterrupt();
  const steps = new Steps();
  const tests = await runTests({ signal, steps });
  process.stdout.write('\nOther checks\n');
  const { toolchain } = await prepare({ steps, signal });
  const results = [];
  for (const check of CHECKS) {
    results.push(await runCheck(check, { toolchain, signal, steps }));
  }
  const total = sum([tests, ...results]);
  const out = text => process.stdout.write(`${text}\n`);
  out('');
  total.failures.forEach(name => out(`Failed: ${name}`));
  if (countSkipped(total) > 0) {
    out('What was skipped, and why, is listed after the tests above.');
  }
  out(closingLine(total));
  const ranTests = tests.passed + tests.failed > 0;
  return total.failed > 0 || !ranTests ? 1 : 0;
}

async function runCheck({ name, args, env }, context) {
  const { toolchain, signal, steps } = context;
  const step = steps.begin(name);
  try {
    await runLogged(toolchain.node, [toolchain.yarn, ...args], {
      what: name,
      log: path.join(
        logs,
        `check-${name.toLowerCase().replace(/\W+/g, '-')}.log`,
      ),
      show: 200,
      cwd: root,
      env: { ...toolchain.env, ...env },
      signal,
    });
    step.done();
    return { ...emptyResult(), passed: 1 };
  } catch (error) {
    step.fail();
    if (signal.aborted) {
      throw new Interrupted();
    }
    steps.note(error.message);
    return { ...emptyResult(), failed: 1, failures: [name] };
  }
}

function cli(...args) {
  return ['backstage-cli', ...args];
}

/** Against every package's schema, with stand-ins for the variables. */
function checkConfig(...files) {
  return cli(
    'config:check',
    '--strict',
    '--lax',
    ...files.flatMap(file => ['--config', file]),
  );
}
