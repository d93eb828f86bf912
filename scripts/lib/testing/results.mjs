import fs from 'node:fs';

/**
 * The outcome of one suite: `passed` and `failed` are counts, `skipped` is a
 * list of what was left out and why, each entry with its own count.
 */
export function emptyResult() {
  return { passed: 0, failed: 0, failures: [], skipped: [] };
}

/** Adds results up. */
export function sum(results) {
  return results.reduce(
    (total, result) => ({
      passed: total.passed + result.passed,
      failed: total.failed + result.failed,
      failures: [...total.failures, ...result.failures],
      skipped: [...total.skipped, ...result.skipped],
    }),
    emptyResult(),
  );
}

/** How many tests were left out. */
export function countSkipped({ skipped }) {
  return skipped.reduce((total, { count }) => total + count, 0);
}

/** The line that every run ends with. */
export function closingLine(result) {
  return `${result.passed} passed, ${result.failed} failed, ${countSkipped(
    result,
  )} skipped`;
}

/** A suite that did not get as far as running its tests. */
export function broken(name, reason) {
  return { ...emptyResult(), failed: 1, failures: [`${name}: ${reason}`] };
}

/** Reads Jest's `--json` output. */
export function readJest(file) {
  const report = readJson(file);
  if (!report) {
    return broken('Unit tests', 'Jest wrote no results');
  }
  const tests = report.testResults.flatMap(suite =>
    suite.assertionResults.map(({ fullName, status }) => ({
      name: fullName,
      status,
    })),
  );
  const withStatus = (...wanted) =>
    tests.filter(({ status }) => wanted.includes(status));
  // A file that does not load has no tests to fail.
  const unloaded = report.testResults.filter(
    suite => suite.status === 'failed' && suite.assertionResults.length === 0,
  );
  const failed = withStatus('failed');
  return {
    passed: withStatus('passed').length,
    failed: failed.length + unloaded.length,
    failures: [
      ...failed.map(({ name }) => name),
      ...unloaded.map(({ name }) => `${name} does not load`),
    ],
    skipped: withStatus('pending', 'todo', 'skipped', 'disabled').map(
      ({ name }) => ({ count: 1, what: name }),
    ),
  };
}

/** Reads the JSON report of Playwright. */
export function readPlaywright(file) {
  const report = readJson(file);
  if (!report) {
    return broken('Browser journeys', 'Playwright wrote no results');
  }
  const specs = report.suites.flatMap(suite => specsOf(suite, []));
  const failures = specs
    .filter(({ status }) => status === 'unexpected')
    .map(({ name }) => name);
  const errors = (report.errors ?? []).map(({ message }) => message ?? '');
  return {
    passed: specs.filter(({ status }) => ['expected', 'flaky'].includes(status))
      .length,
    failed: failures.length + errors.length,
    failures: [...failures, ...errors.map(text => text.split('\n')[0])],
    skipped: specs
      .filter(({ status }) => status === 'skipped')
      .map(({ name, reason }) => ({ count: 1, what: name, why: reason })),
  };
}

function specsOf(suite, parents) {
  const titles = [...parents, suite.title].filter(Boolean);
  const own = (suite.specs ?? []).flatMap(spec =>
    spec.tests.map(test => ({
      name: [...titles, spec.title].join(' › '),
      status: test.status,
      reason: test.annotations?.find(({ type }) => type === 'skip')
        ?.description,
    })),
  );
  const nested = (suite.suites ?? []).flatMap(child => specsOf(child, titles));
  return [...own, ...nested];
}

/** Reads the closing lines of Node's own test runner (TAP). */
export function readNodeTest(output) {
  const count = name =>
    Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  if (!/^# tests \d+$/m.test(output)) {
    return broken('Tests of the scripts', 'the test runner gave no summary');
  }
  const failures = [...output.matchAll(/^ *not ok \d+ - (.*)$/gm)].map(
    ([, name]) => name,
  );
  const skipped = count('skipped') + count('todo');
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    failures,
    skipped: skipped > 0 ? [{ count: skipped, what: 'script tests' }] : [],
  };
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
