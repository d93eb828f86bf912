import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('slipway.cjs', import.meta.url));

function run(args, nodeArgs = []) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...nodeArgs, entry, ...args],
    { encoding: 'utf8', input: '' },
  );
  return { status, stdout, stderr };
}

test('an old Node is told so in one line, by code that it can read', t => {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'slipway-old-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const old = path.join(folder, 'old.cjs');
  fs.writeFileSync(
    old,
    `Object.defineProperty(process, 'versions', { value: { node: '12.22.0' } });`,
  );
  const { status, stderr } = run(['start'], ['--require', old]);
  assert.equal(status, 1);
  assert.equal(
    stderr,
    'Slipway needs Node.js 20 or newer, and this is 12.22.0. Install Node.js 24 (https://nodejs.org) and run the command again.\n',
  );
  const source = fs.readFileSync(entry, 'utf8');
  assert.doesNotMatch(source, /\b(const|let|import|class)\b|=>|`/);
});

test('help, and mistakes, without doing anything', () => {
  assert.match(run(['start', '--help']).stdout, /--data-dir <folder>/);
  assert.match(run(['test', '--help']).stdout, /--only unit\|scripts\|browser/);
  assert.match(run(['dev', '--help']).stdout, /localhost:3000/);
  for (const args of [
    [],
    ['fly'],
    ['start', '--fast'],
    ['test', '--only', 'some'],
    ['run', 'nothing'],
  ]) {
    const { status, stderr } = run(args);
    assert.equal(status, 2, args.join(' '));
    assert.equal(stderr.trim().split('\n').length, 1, stderr);
  }
});
