import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Problem } from './problem.mjs';
import { runningInstance } from './requirements.mjs';

/** What a portal keeps in its data folder; nothing else there is touched. */
const DATA = [
  'postgres',
  'postgres.new',
  'secrets.json',
  'cli.json',
  'instance.json',
  'logs',
  // Folders of namespaces that a new database would know nothing of.
  'environments.git',
];

/**
 * Removes the data of a portal that does not run, after a question.
 *
 * @returns whether it was removed
 * @throws Problem when it runs, or when nobody can be asked
 */
export async function resetData({ dataDirectory, yes }) {
  const running = runningInstance(dataDirectory);
  if (running) {
    throw new Problem(
      `Slipway runs at ${running.url} (process ${running.launcher.pid}) with this data. Stop it before --reset.`,
    );
  }
  const present = DATA.map(name => path.join(dataDirectory, name)).filter(
    target => fs.existsSync(target),
  );
  if (present.length === 0) {
    return true;
  }
  if (!yes && !(await confirm(dataDirectory))) {
    process.stdout.write('Nothing was removed.\n');
    return false;
  }
  for (const target of present) {
    fs.rmSync(target, { recursive: true, force: true });
  }
  process.stdout.write(`Removed the data in ${dataDirectory}.\n`);
  return true;
}

async function confirm(dataDirectory) {
  if (!process.stdin.isTTY) {
    throw new Problem(
      `--reset removes the database, keys and logs in ${dataDirectory}. Add --yes to say so without a question.`,
      { exitCode: 2 },
    );
  }
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
  });
  const answer = await terminal.question(
    `Remove the database, keys and logs in ${dataDirectory}? This cannot be undone. [y/N] `,
  );
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
