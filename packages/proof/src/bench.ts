import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchRecord } from './benchRecord';
import { benchStart } from './benchStart';
import { describeMachine } from './machine';

const help = `Usage: yarn bench [--data DIR] [--only record|start]

Prints figures of speed and size; nothing is asserted.

  record   import of a real deployment record and metrics on it. DIR has
           gitops.bundle and one <service>.bundle per service with a history
           (default: SLIPWAY_REAL_DATA)
  start    a fresh clone started with empty caches, started again, its memory
           at rest, and the first load of the app (when Chromium is found)
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      only: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  if (values.only && !['record', 'start'].includes(values.only)) {
    throw new Error(`--only (${values.only}) must be record or start`);
  }
  process.stdout.write(`Machine: ${describeMachine()}\n`);
  if (values.only !== 'start') {
    await recordFigures(values.data ?? process.env.SLIPWAY_REAL_DATA);
  }
  if (values.only !== 'record') {
    await benchStart();
  }
}

async function recordFigures(directory: string | undefined): Promise<void> {
  if (!directory) {
    process.stdout.write(
      'record: skipped, because neither --data nor SLIPWAY_REAL_DATA names a folder\n',
    );
    return;
  }
  if (!existsSync(`${directory}/gitops.bundle`)) {
    throw new Error(
      `--data (${directory}) must be a folder with gitops.bundle`,
    );
  }
  await benchRecord(directory);
}

main().catch(error => {
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 1;
});
