import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, Interrupted, Problem, saysDiskFull } from './problem.mjs';

test('a problem is shown as it is', () => {
  assert.deepEqual(explain(new Problem('No git.', { exitCode: 2 })), {
    text: 'No git.',
    exitCode: 2,
  });
  assert.equal(explain(new Interrupted()).exitCode, 130);
});

test('a full disk is recognised whoever says so', () => {
  for (const text of [
    'ENOSPC: no space left on device, write',
    'PANIC:  could not write to file: No space left on device',
    'EDQUOT: disk quota exceeded',
  ]) {
    assert.ok(saysDiskFull(text), text);
    assert.match(explain(new Error(text)).text, /^The disk is full\. Free/);
  }
  assert.ok(!saysDiskFull('The space is large'));
});

test('a file that may not be written is named with the remedy', () => {
  const error = Object.assign(new Error('EACCES: permission denied'), {
    code: 'EACCES',
    path: '/data/secrets.json',
  });
  assert.match(
    explain(error).text,
    /^\/data\/secrets\.json cannot be written \(EACCES\)\. Run the command as/,
  );
});

test('nothing shows a stack', () => {
  const { text } = explain(new TypeError('x is not a function'));
  assert.match(text, /^Unexpected: x is not a function\./);
  assert.doesNotMatch(text, /\n\s+at /);
});
