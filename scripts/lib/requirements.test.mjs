import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import {
  checkGit,
  checkPlatform,
  checkPort,
  checkSpace,
  checkWritable,
} from './requirements.mjs';

let folder;
let server;
let port;

before(async () => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'slipway-requirements-'));
  server = createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  port = server.address().port;
});
after(() => {
  server.close();
  fs.rmSync(folder, { recursive: true });
});

test('systems that it does not run on', () => {
  const report = header => ({ getReport: () => ({ header }) });
  checkPlatform('linux', report({ glibcVersionRuntime: '2.36' }));
  checkPlatform('darwin', report({}));
  assert.throws(() => checkPlatform('linux', report({})), /no glibc.*Debian/);
  assert.throws(() => checkPlatform('win32', report({})), /WSL 2/);
});

test('no git', () => {
  checkGit();
  assert.throws(
    () =>
      checkGit(() => {
        throw new Error('ENOENT');
      }),
    /git was not found\. Install it/,
  );
});

test('a folder that cannot be written, root or not', () => {
  checkWritable(path.join(folder, 'new/folder'));
  fs.writeFileSync(path.join(folder, 'file'), '');
  assert.throws(
    () => checkWritable(path.join(folder, 'file')),
    /The folder .*file cannot be written \(E[A-Z]+\)\. Run the command as/,
  );
});

test('a disk with too little room', () => {
  const statfs = () => ({ bavail: 1_000_000, bsize: 1_024 });
  checkSpace(folder, 1, statfs);
  assert.throws(
    () => checkSpace(folder, 3, statfs),
    /has 1\.0 GB left and 3 GB are needed/,
  );
});

test('a port that another program has', async () => {
  await assert.rejects(
    checkPort({ host: '127.0.0.1', port, dataDirectory: folder }),
    new RegExp(`Port ${port} is taken by another program.*--port ${port + 1}$`),
  );
});

test('a port that our own portal has', async () => {
  fs.writeFileSync(
    path.join(folder, 'instance.json'),
    JSON.stringify({
      url: `http://localhost:${port}`,
      launcher: { pid: process.pid },
    }),
  );
  await assert.rejects(
    checkPort({ host: '127.0.0.1', port, dataDirectory: folder }),
    new RegExp(
      `Slipway already runs at http://localhost:${port} \\(process ${process.pid}\\)`,
    ),
  );
});

test('an address of another machine', async () => {
  await assert.rejects(
    checkPort({ host: '192.0.2.1', port: 7007, dataDirectory: folder }),
    /Cannot listen on 192\.0\.2\.1/,
  );
});
