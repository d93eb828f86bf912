import assert from 'node:assert/strict';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Interrupted } from './problem.mjs';
import { runLogged } from './processes.mjs';

const folder = fs.mkdtempSync(path.join(tmpdir(), 'slipway-processes-'));
test.after(() => fs.rmSync(folder, { recursive: true }));

function run(script, options = {}) {
  return runLogged(process.execPath, ['-e', script], {
    what: 'Building',
    log: path.join(folder, 'logs', 'a.log'),
    cwd: folder,
    env: process.env,
    ...options,
  });
}

test('the output goes to the log, line by line', async () => {
  const lines = [];
  await run(`process.stdout.write('one\\ntw'); console.error('o')`, {
    onLine: line => lines.push(line),
  });
  assert.ok(lines.includes('one'));
  const log = fs.readFileSync(path.join(folder, 'logs', 'a.log'), 'utf8');
  assert.match(log, /one\n/);
});

test('a failure shows its last lines and where the others are', async () => {
  await assert.rejects(
    run(`
      for (let i = 0; i < 100; i += 1) console.log('line ' + i);
      console.log('    at somewhere (x.js:1)');
      process.exitCode = 3;
    `),
    error => {
      assert.match(error.message, /^Building failed: it ended with code 3\./);
      assert.match(error.message, / {4}line 99\nAll of them: .*a\.log$/);
      assert.doesNotMatch(error.message, /line 80|at somewhere/);
      return true;
    },
  );
});

test('a full disk is said in a line', async () => {
  await assert.rejects(
    run(`console.error('Error: ENOSPC: no space left'); process.exit(1)`),
    /The disk is full\./,
  );
});

test('a stop ends the program and what it started', async () => {
  const controller = new AbortController();
  const pids = [];
  const running = run(
    `
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e3)']);
      console.log(process.pid);
      console.log(child.pid);
      setInterval(() => {}, 1e3);
    `,
    {
      signal: controller.signal,
      onLine: line => {
        pids.push(Number(line));
        if (pids.length === 2) {
          controller.abort();
        }
      },
    },
  );
  await assert.rejects(running, Interrupted);
  // The system takes a moment to bury a process whose parent is gone.
  for (let tries = 0; pids.some(exists) && tries < 100; tries += 1) {
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  assert.deepEqual(pids.filter(exists), []);
});

function exists(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
