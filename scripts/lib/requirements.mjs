import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './problem.mjs';

const GIGABYTE = 1e9;
const STOP_LIMIT_MS = 60_000;
const LOOK_EVERY_MS = 200;

/** @throws Problem on a system that Slipway does not run on. */
export function checkPlatform(
  platform = process.platform,
  report = process.report,
) {
  if (platform === 'win32') {
    throw new Problem(
      'Slipway runs on Linux and macOS. On Windows, clone and start it inside WSL 2.',
    );
  }
  if (platform === 'linux' && !glibcOf(report)) {
    throw new Problem(
      'This Linux has no glibc (Alpine, for example), and the PostgreSQL and Node.js that npm brings need it. Use a Debian-based system or image.',
    );
  }
}

function glibcOf(report) {
  // Without this the report looks the network up, which can take seconds.
  report.excludeNetwork = true;
  return report.getReport().header.glibcVersionRuntime;
}

/** @throws Problem when there is no git. */
export function checkGit(run = execFileSync) {
  try {
    run('git', ['--version'], { stdio: 'ignore' });
  } catch {
    throw new Problem(
      'git was not found. Install it (Debian: apt-get install git) and run the command again.',
    );
  }
}

/** Makes a folder if need be. @throws Problem when it cannot be written. */
export function checkWritable(directory) {
  const probe = path.join(directory, `.probe-${process.pid}`);
  try {
    fs.mkdirSync(directory, { recursive: true });
    fs.writeFileSync(probe, 'x');
    fs.rmSync(probe);
  } catch (error) {
    if (['ENOSPC', 'EDQUOT'].includes(error.code)) {
      throw error;
    }
    throw new Problem(
      `The folder ${directory} cannot be written (${error.code}). Run the command as the owner of the folder, or give the folder to your account.`,
      { cause: error },
    );
  }
}

/** @throws Problem when a folder's disk has less room than that. */
export function checkSpace(directory, neededGigabytes, statfs = fs.statfsSync) {
  const { bavail, bsize } = statfs(directory);
  const free = (bavail * bsize) / GIGABYTE;
  if (free < neededGigabytes) {
    throw new Problem(
      `The disk of ${directory} has ${free.toFixed(
        1,
      )} GB left and ${neededGigabytes} GB are needed. Free some space and run the command again.`,
    );
  }
}

/** @throws Problem when somebody listens there, or nobody may. */
export async function checkPort({ host, port, dataDirectory, movable = true }) {
  const code = await tryToListen(host, port);
  if (!code) {
    return;
  }
  if (code === 'EACCES') {
    throw new Problem(
      `Port ${port} is reserved by the system. Choose another one, above 1023: npm start -- --port 7007`,
    );
  }
  if (code !== 'EADDRINUSE') {
    throw new Problem(
      `Cannot listen on ${host} (${code}). Give an address of this machine: npm start -- --host 127.0.0.1`,
    );
  }
  const own = runningInstance(dataDirectory);
  throw new Problem(
    own && new URL(own.url).port === String(port)
      ? `Slipway already runs at ${own.url} (process ${own.launcher.pid}). Stop it with Ctrl-C where it was started, or with: kill ${own.launcher.pid}`
      : `Port ${port} is taken by another program. Stop that program${
          movable
            ? `, or choose another port: npm start -- --port ${port + 1}`
            : ' and run the command again'
        }`,
  );
}

function tryToListen(host, port) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', error => resolve(error.code));
    server.listen({ host, port, exclusive: true }, () =>
      server.close(() => resolve(undefined)),
    );
  });
}

/** The record of a launcher that runs on this data folder, if one does. */
export function runningInstance(dataDirectory) {
  try {
    const record = JSON.parse(
      fs.readFileSync(path.join(dataDirectory, 'instance.json'), 'utf8'),
    );
    process.kill(record.launcher.pid, 0);
    return record;
  } catch {
    return undefined;
  }
}

/** Waits for a portal with this data that is stopping, a minute at most. */
export async function waitForStop(dataDirectory, steps) {
  if (!runningInstance(dataDirectory)?.stopping) {
    return;
  }
  const step = steps.begin('Waiting for the last portal to stop');
  const deadline = Date.now() + STOP_LIMIT_MS;
  while (runningInstance(dataDirectory)?.stopping && Date.now() < deadline) {
    await sleep(LOOK_EVERY_MS);
  }
  step.done('Waited for the last portal to stop');
}
