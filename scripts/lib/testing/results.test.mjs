import assert from 'node:assert/strict';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { findChromium } from './chromium.mjs';
import {
  broken,
  closingLine,
  readJest,
  readNodeTest,
  readPlaywright,
  sum,
} from './results.mjs';

const folder = fs.mkdtempSync(path.join(tmpdir(), 'slipway-results-'));
test.after(() => fs.rmSync(folder, { recursive: true }));

function report(content) {
  const file = path.join(folder, 'report.json');
  fs.writeFileSync(file, JSON.stringify(content));
  return file;
}

test('the results of Jest, with files that do not load as failures', () => {
  const file = report({
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'adds', status: 'passed' },
          { fullName: 'takes away', status: 'failed' },
          { fullName: 'divides', status: 'pending' },
          { fullName: 'roots', status: 'todo' },
        ],
      },
      { name: 'b.test.ts', status: 'failed', assertionResults: [] },
    ],
  });
  const result = readJest(file);
  assert.equal(closingLine(result), '1 passed, 2 failed, 2 skipped');
  assert.deepEqual(result.failures, ['takes away', 'b.test.ts does not load']);
  assert.equal(readJest(path.join(folder, 'none.json')).failed, 1);
});

test('the results of Playwright', () => {
  const spec = (title, status, annotations = []) => ({
    title,
    tests: [{ status, annotations }],
  });
  const file = report({
    errors: [{ message: 'broken config\nmore' }],
    suites: [
      {
        title: 'home.spec.ts',
        specs: [spec('opens', 'expected'), spec('wobbles', 'flaky')],
        suites: [
          {
            title: 'as a lead',
            specs: [
              spec('approves', 'unexpected'),
              spec('prints', 'skipped', [
                { type: 'skip', description: 'no printer' },
              ]),
            ],
          },
        ],
      },
    ],
  });
  const result = readPlaywright(file);
  assert.equal(closingLine(result), '2 passed, 2 failed, 1 skipped');
  assert.deepEqual(result.failures, [
    'home.spec.ts › as a lead › approves',
    'broken config',
  ]);
  assert.equal(result.skipped[0].why, 'no printer');
});

test("the results of Node's test runner", () => {
  const output = [
    'ok 1 - adds',
    'not ok 2 - takes away',
    '# tests 3',
    '# pass 1',
    '# fail 1',
    '# cancelled 0',
    '# skipped 1',
    '# todo 0',
  ].join('\n');
  const result = readNodeTest(output);
  assert.equal(closingLine(result), '1 passed, 1 failed, 1 skipped');
  assert.deepEqual(result.failures, ['takes away']);
  assert.equal(readNodeTest('Cannot find module').failed, 1);
});

test('results add up', () => {
  const total = sum([
    { passed: 2, failed: 0, failures: [], skipped: [{ count: 7, what: 'x' }] },
    broken('Journeys', 'no portal'),
  ]);
  assert.equal(closingLine(total), '2 passed, 1 failed, 7 skipped');
});

test('a browser is found where it is said to be, or in the usual places', () => {
  const exists = places => place => places.includes(place);
  assert.equal(
    findChromium({ CHROMIUM_PATH: '/opt/chrome' }, exists(['/opt/chrome'])),
    '/opt/chrome',
  );
  assert.equal(
    findChromium({ CHROMIUM_PATH: '/gone' }, exists(['/usr/bin/chromium'])),
    undefined,
  );
  assert.equal(
    findChromium({}, exists(['/usr/bin/chromium'])),
    '/usr/bin/chromium',
  );
});
