import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { withLock } from './lock.mjs';

test('one job at a time, and a lock that was left is taken over', async t => {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'slipway-lock-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const lock = path.join(folder, 'lock');

  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  fs.writeFileSync(lock, String(gone));
  const waited = [];
  const order = [];
  const job = name =>
    withLock(
      async () => {
        order.push(`${name} begins`);
        await new Promise(resolve => setTimeout(resolve, 20));
        order.push(`${name} ends`);
      },
      { lock, onWait: holder => waited.push(holder) },
    );
  await Promise.all([job('a'), job('b')]);
  assert.deepEqual(order, ['a begins', 'a ends', 'b begins', 'b ends']);
  assert.deepEqual(waited, [process.pid]);
  assert.deepEqual(fs.readdirSync(folder), []);

  await assert.rejects(
    withLock(() => Promise.reject(new Error('broken')), { lock }),
    /broken/,
  );
  assert.deepEqual(fs.readdirSync(folder), []);
});
