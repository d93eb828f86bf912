import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { GitImportProgress } from '@slipway/plugin-dora-node';
import { compare } from './checkRealCompare';
import { withOwnDatabase } from './checkRealDatabase';
import { readExpected } from './checkRealExpected';
import {
  bundlesIn,
  defaultLayout,
  importRecord,
  RecordLayout,
} from './checkRealImport';
import { describeComparison, describeOutcome } from './checkRealReport';

const help = `Usage: yarn check:real DIR [options]

Imports the deployment record in DIR into a database of its own, through the
ordinary import, and compares the metrics with figures that were computed
elsewhere. Exits 0 when all are equal, 1 when one differs or cannot be had.

DIR holds gitops.bundle, one <service>.bundle for each service that has a
history of its own, and expected.jsonl: one JSON object a line with app (the
service), window (first day, first day after; UTC) and figures. Default:
the environment variable SLIPWAY_REAL_DATA.

  --path PATTERN         files that hold versions
                         (${defaultLayout.path})
  --key KEY              the version's key in them (${defaultLayout.key})
  --version-pattern P    how a version names a commit; may be repeated
                         (${defaultLayout.versions.join(', ')})
  --environment NAME     the environment to compare (${
    defaultLayout.environment
  })
  --database URL         a PostgreSQL server to make that database on; without
                         it, a throw-away one is started
`;

const optionTypes = {
  path: { type: 'string' },
  key: { type: 'string' },
  'version-pattern': { type: 'string', multiple: true },
  environment: { type: 'string' },
  database: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** What the command runs with; `main` fills it from the process. */
export type CheckRealOptions = {
  args: string[];
  print: (text: string) => void;
  /** A line that may be replaced by the next; absent when nobody looks. */
  onProgress?: (line: string) => void;
  signal: AbortSignal;
};

/** The command. Resolves to its exit code; rejects with what stops it. */
export async function checkReal(options: CheckRealOptions): Promise<number> {
  const { values, positionals } = parseArgs({
    args: options.args,
    options: optionTypes,
    allowPositionals: true,
  });
  if (values.help) {
    options.print(help);
    return 0;
  }
  const folder = positionals[0] ?? process.env.SLIPWAY_REAL_DATA;
  if (!folder || positionals.length > 1) {
    options.print(help);
    return 2;
  }
  const { environment, path, key, 'version-pattern': versions } = values;
  const layout: RecordLayout = {
    ...defaultLayout,
    ...(environment && { environment }),
    ...(path && { path }),
    ...(key && { key }),
    ...(versions && { versions }),
  };
  const directory = resolve(folder);
  return compareAll({ ...options, directory, layout, server: values.database });
}

async function compareAll(
  options: Omit<CheckRealOptions, 'args'> & {
    directory: string;
    layout: RecordLayout;
    server?: string;
  },
): Promise<number> {
  const { directory, layout, print, signal, onProgress } = options;
  const bundles = await bundlesIn(directory);
  const expected = await readExpected(directory);
  const workDir = await mkdtemp(join(tmpdir(), 'slipway-check-'));
  try {
    return await withOwnDatabase(options.server, async knex => {
      const record = await importRecord({
        knex,
        directory,
        bundles,
        layout,
        workDir,
        signal,
        onProgress: progress => onProgress?.(describeProgress(progress)),
      });
      onProgress?.('');
      const comparisons = [];
      for (const expectation of expected) {
        const { environment } = layout;
        const comparison = await compare(
          record.engine,
          expectation,
          environment,
        );
        print(`${describeComparison(comparison)}\n`);
        comparisons.push(comparison);
      }
      print(describeOutcome(comparisons, record));
      return comparisons.every(({ same }) => same) ? 0 : 1;
    });
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

function describeProgress(progress: GitImportProgress): string {
  const { done, total, deployments, secondsLeft } = progress;
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  return `${progress.subject}: ${done} of ${total} commits, ${deployments} deployments${left}`;
}

async function main(): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stop.abort(new Error('Stopped')));
  }
  try {
    process.exitCode = await checkReal({
      args: process.argv.slice(2),
      print: text => process.stdout.write(text),
      ...(process.stderr.isTTY && {
        onProgress: line => process.stderr.write(`\r\x1b[K${line}`),
      }),
      signal: stop.signal,
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${message}\n`);
    process.exitCode = isUsageError(error) ? 2 : 1;
  }
}

function isUsageError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    String(error.code).startsWith('ERR_PARSE_ARGS')
  );
}

if (require.main === module) {
  void main();
}
