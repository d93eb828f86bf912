import assert from 'node:assert/strict';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { resetData } from './reset.mjs';

let dataDirectory;

beforeEach(() => {
  dataDirectory = fs.mkdtempSync(path.join(tmpdir(), 'slipway-reset-'));
});
afterEach(() => fs.rmSync(dataDirectory, { recursive: true }));

function fill(...names) {
  for (const name of names) {
    fs.mkdirSync(path.join(dataDirectory, name));
  }
}

test('removes the data and nothing else', async () => {
  fill('postgres', 'logs', 'toolchain', 'run', 'mine');
  fs.writeFileSync(path.join(dataDirectory, 'secrets.json'), '{}');
  assert.equal(await resetData({ dataDirectory, yes: true }), true);
  assert.deepEqual(fs.readdirSync(dataDirectory).sort(), [
    'mine',
    'run',
    'toolchain',
  ]);
  assert.equal(await resetData({ dataDirectory, yes: false }), true);
});

test('removes nothing when nobody can be asked', async t => {
  fill('postgres');
  const { isTTY } = process.stdin;
  process.stdin.isTTY = false;
  t.after(() => {
    process.stdin.isTTY = isTTY;
  });
  await assert.rejects(
    resetData({ dataDirectory, yes: false }),
    /Add --yes to say so without a question/,
  );
  assert.deepEqual(fs.readdirSync(dataDirectory), ['postgres']);
});

test('removes nothing below a portal that runs', async () => {
  fill('postgres');
  fs.writeFileSync(
    path.join(dataDirectory, 'instance.json'),
    JSON.stringify({ launcher: { pid: process.pid }, url: 'http://x' }),
  );
  await assert.rejects(
    resetData({ dataDirectory, yes: true }),
    /Slipway runs at http:\/\/x .* Stop it before --reset/,
  );
  assert.equal(fs.readdirSync(dataDirectory).length, 2);
});
