import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

const folder = fs.mkdtempSync(path.join(tmpdir(), 'slipway-interrupt-'));
test.after(() => fs.rmSync(folder, { recursive: true }));

/** Writes "stopped" to a file when it is to stop; lives 20 s at most. */
const CHILD = `
  import fs from 'node:fs';
  import { watchForInterrupt } from ${JSON.stringify(
    new URL('interrupt.mjs', import.meta.url).href,
  )};
  const life = setTimeout(() => {}, 20_000);
  watchForInterrupt().signal.addEventListener('abort', () => {
    fs.writeFileSync('stopped', '');
    clearTimeout(life);
  });
  console.log(process.pid);
`;

/** Runs the child as npm would: through a shell that may stay in between. */
async function start(cwd, command) {
  fs.mkdirSync(cwd);
  fs.writeFileSync(path.join(cwd, 'child.mjs'), CHILD);
  const parent = spawn(
    process.execPath,
    [
      '-e',
      `require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(
        command,
      )}], { stdio: 'inherit' })`,
    ],
    {
      cwd,
      env: { ...process.env, npm_lifecycle_event: 'start' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [output] = await once(parent.stdout, 'data');
  return { parent, child: Number(output) };
}

async function appears(file) {
  for (let tries = 0; tries < 100 && !fs.existsSync(file); tries += 1) {
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return fs.existsSync(file);
}

for (const [name, command] of [
  ['npm', `exec "${process.execPath}" child.mjs`],
  ['npm behind a shell', `"${process.execPath}" child.mjs; true`],
]) {
  test(`the end of ${name} is a stop`, async () => {
    const cwd = path.join(folder, name.replaceAll(' ', '-'));
    const { parent } = await start(cwd, command);
    assert.ok(!fs.existsSync(path.join(cwd, 'stopped')));
    parent.kill('SIGKILL');
    assert.ok(await appears(path.join(cwd, 'stopped')));
  });
}

test('a signal is a stop', async () => {
  const cwd = path.join(folder, 'signal');
  const { child } = await start(cwd, `exec "${process.execPath}" child.mjs`);
  process.kill(child, 'SIGTERM');
  assert.ok(await appears(path.join(cwd, 'stopped')));
});
