import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { diskFull, Interrupted, Problem, saysDiskFull } from './problem.mjs';

const KILL_AFTER_MS = 5_000;
const KEEP_LINES = 60;
const SHOW_LINES = 12;

/**
 * Runs a program to its end with its output in a log file. Resolves to
 * nothing; rejects with the last lines when it fails.
 *
 * @param options.what - the step in words, for the message of a failure
 * @param options.log - the log file, begun anew
 * @param options.show - how many of the last lines a failure shows
 * @param options.onLine - called with each line of output
 * @param options.signal - ends the program and all it started
 */
export async function runLogged(command, args, options) {
  const { what, log, onLine, signal, cwd, env, show = SHOW_LINES } = options;
  signal?.throwIfAborted();
  mkdirSync(path.dirname(log), { recursive: true });
  const file = createWriteStream(log);
  file.on('error', () => undefined);
  // A group of its own, so that what it starts can be ended with it.
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    eachLine(stream, line => {
      file.write(`${line}\n`);
      lines.push(line);
      lines.splice(0, lines.length - Math.max(show, KEEP_LINES));
      onLine?.(line);
    });
  }
  const stop = () => endGroup(child);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const exit = await ended(child);
    if (signal?.aborted) {
      throw new Interrupted();
    }
    if (exit.code !== 0) {
      throw failure({ what, log, lines, exit, show });
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    file.end();
  }
}

/** Resolves to the exit code or signal; rejects when it cannot be started. */
export function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}

/** Ends a detached child and all it started. */
export function endGroup(child) {
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), KILL_AFTER_MS);
  child.once('close', () => clearTimeout(timer));
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Gone already.
  }
}

function failure({ what, log, lines, exit: { code, signal }, show }) {
  const text = lines.join('\n');
  if (saysDiskFull(text)) {
    return diskFull(new Error(text));
  }
  const end = signal ? `was killed by ${signal}` : `ended with code ${code}`;
  const shown = lines
    .filter(line => line.trim() && !/^\s+at /.test(line))
    .slice(-show)
    .map(line => `    ${line}`)
    .join('\n');
  return new Problem(
    `${what} failed: it ${end}. Its last lines:\n${shown}\nAll of them: ${log}`,
  );
}

/** Calls back with each line of a stream, without its line break. */
export function eachLine(stream, callback) {
  let partial = '';
  stream.setEncoding('utf8');
  stream.on('data', chunk => {
    const lines = `${partial}${chunk}`.split(/\r?\n/);
    partial = lines.pop();
    lines.forEach(line => callback(line));
  });
  stream.on('end', () => {
    if (partial) {
      callback(partial);
    }
  });
}
