import { parse } from '../lib/arguments.mjs';
import { watchForInterrupt } from '../lib/interrupt.mjs';
import { prepare } from '../lib/prepare.mjs';
import { Interrupted, Problem } from '../lib/problem.mjs';
import { formatElapsed, Steps } from '../lib/steps.mjs';
import { findChromium } from '../lib/testing/chromium.mjs';
import {
  broken,
  closingLine,
  countSkipped,
  sum,
} from '../lib/testing/results.mjs';
import { runBrowser, runScripts, runUnit } from '../lib/testing/suites.mjs';

const HELP = `Usage: npm test -- [options]

Brings what is missing and runs every test that needs no more than this
machine: of the packages (with a real PostgreSQL and real git), of the scripts,
and the journeys in a real browser where Chromium is found (CHROMIUM_PATH or
the usual places).

  --only unit|scripts|browser   Run one of the three
  --help                        Show this text

KUBEBUILDER_ASSETS=<folder with etcd, kube-apiserver, kube-controller-manager>
adds the tests on a real Kubernetes API.
SLIPWAY_REAL_DATA=<folder> adds the comparison with real deployment history
(see docs/real-history.md).
`;

const SUITES = {
  scripts: { title: 'Tests of the scripts', run: runScripts },
  unit: { title: 'Tests of the packages', run: runUnit },
  browser: { title: 'Journeys in a browser', run: runBrowser },
};

/** `npm test`: every test, one closing line. */
export async function run(args) {
  const { values } = parse(
    args,
    {
      only: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    'npm test -- --help',
  );
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const { signal } = watchForInterrupt();
  const result = await runTests({
    names: chosen(values.only),
    signal,
    steps: new Steps(),
  });
  process.stdout.write(`${closingLine(result)}\n`);
  return result.failed > 0 || result.passed === 0 ? 1 : 0;
}

/** Prepares, runs the suites and tells all but the closing line. */
export async function runTests({ names = Object.keys(SUITES), signal, steps }) {
  const began = Date.now();
  const prepared = await prepare({
    steps,
    signal,
    build: names.includes('browser') && findChromium() !== undefined,
  });
  const results = [];
  for (const name of names) {
    results.push(await runSuite(SUITES[name], { ...prepared, signal, steps }));
  }
  const result = sum(results);
  tell(result, Date.now() - began);
  return result;
}

function chosen(only) {
  if (only === undefined) {
    return Object.keys(SUITES);
  }
  if (!Object.hasOwn(SUITES, only)) {
    throw new Problem(
      `--only ${only}: choose one of ${Object.keys(SUITES).join(', ')}.`,
      { exitCode: 2 },
    );
  }
  return [only];
}

async function runSuite({ title, run: runTests }, context) {
  const began = Date.now();
  process.stdout.write(`\n${title}\n`);
  try {
    const result = await runTests(context);
    const elapsed = formatElapsed(Date.now() - began);
    process.stdout.write(`${title}: ${closingLine(result)} (${elapsed})\n`);
    return result;
  } catch (error) {
    if (context.signal.aborted) {
      throw new Interrupted();
    }
    process.stdout.write(`${title}: ${error.message}\n`);
    return broken(title, error.message);
  }
}

function tell(result, elapsed) {
  const out = text => process.stdout.write(`${text}\n`);
  out('');
  if (result.failures.length > 0) {
    out('Failed:');
    result.failures.forEach(name => out(`  ${name}`));
  }
  if (countSkipped(result) > 0) {
    out('Skipped:');
    result.skipped.forEach(({ count, what, why }) =>
      out(`  ${count > 1 ? `${count} ` : ''}${what}${why ? `: ${why}` : ''}`),
    );
  }
  if (!process.env.SLIPWAY_REAL_DATA) {
    out(
      'The comparison with real history needs a folder with the data in SLIPWAY_REAL_DATA; it is not set.',
    );
  }
  if (!process.env.KUBEBUILDER_ASSETS) {
    out(
      'The tests on a real Kubernetes API need its programs in KUBEBUILDER_ASSETS; it is not set.',
    );
  }
  if (result.passed + result.failed === 0) {
    out('No test ran: that counts as a failure.');
  }
  out(`The tests took ${formatElapsed(elapsed)}.`);
}
