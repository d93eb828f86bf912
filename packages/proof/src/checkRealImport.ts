import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  createDoraEngine,
  DoraEngine,
  EnvironmentMap,
  migrationsDirectory,
  readSettings,
} from '@slipway/plugin-dora-backend';
import {
  GitImportProgress,
  GitImportSummary,
  importGitHistory,
  parseGitSource,
} from '@slipway/plugin-dora-node';
import { Knex } from 'knex';
import { timed } from './figures';

/** How the folder's GitOps repository is laid out. */
export type RecordLayout = {
  path: string;
  key: string;
  versions: string[];
  environment: string;
};

export const defaultLayout: RecordLayout = {
  path: 'charts/app-config/image-tags/{environment}/{service}',
  key: 'image_tag',
  versions: ['{tag}', 'release-{sha}', '{sha}'],
  environment: 'production',
};

export type ImportedRecord = {
  engine: DoraEngine;
  summary: GitImportSummary;
  /** Services with a bundle of their own, by name in lower case. */
  histories: Set<string>;
  readSeconds: number;
  settleSeconds: number;
};

/**
 * Imports a folder of bundles into an empty database, the way the portal does:
 * the ordinary reader, the ordinary sink, then facts and projections. Rejects
 * when a bundle cannot be read or no deployment is found.
 */
export async function importRecord(options: {
  knex: Knex;
  directory: string;
  /** From `bundlesIn`. */
  bundles: string[];
  layout: RecordLayout;
  workDir: string;
  signal: AbortSignal;
  onProgress: (progress: GitImportProgress) => void;
}): Promise<ImportedRecord> {
  const { knex, directory, bundles, layout, workDir } = options;
  const { signal, onProgress } = options;
  await knex.migrate.latest({ directory: migrationsDirectory() });
  const engine = engineOn(knex, layout.environment);
  const source = sourceOf(directory, bundles, layout);
  const read = await timed(() =>
    importGitHistory({
      source,
      sink: engine.sink,
      workDir,
      signal,
      onProgress,
    }),
  );
  const summary = read.result;
  if (summary.failures.length > 0) {
    const messages = summary.failures.map(failure => failure.message);
    throw new Error(messages.join('\n'));
  }
  if (summary.deployments.read === 0) {
    throw new Error(
      `gitops.bundle has no file ${layout.path} with the key ${layout.key}. Say where the versions are with --path and --key.`,
    );
  }
  const settled = await timed(() => engine.settle(signal));
  signal.throwIfAborted();
  return {
    engine,
    summary,
    histories: new Set(bundles.map(name => name.toLowerCase())),
    readSeconds: read.milliseconds / 1000,
    settleSeconds: settled.milliseconds / 1000,
  };
}

export function serviceRef(name: string): string {
  return `component:default/${name.toLowerCase()}`;
}

/** Names of the services with a history in the folder; rejects without gitops.bundle. */
export async function bundlesIn(directory: string): Promise<string[]> {
  const files = await readdir(directory).catch(cause => {
    throw new Error(`There is no folder ${directory}`, { cause });
  });
  if (!files.includes('gitops.bundle')) {
    throw new Error(
      `${directory} has no gitops.bundle. Make it with: git bundle create gitops.bundle --all`,
    );
  }
  return files
    .filter(file => file.endsWith('.bundle') && file !== 'gitops.bundle')
    .map(file => basename(file, '.bundle'));
}

function sourceOf(directory: string, bundles: string[], layout: RecordLayout) {
  const { path, key, versions, environment } = layout;
  const says = [path, key].some(text => text.includes('{environment}'));
  return parseGitSource({
    id: 'record',
    gitops: [
      {
        repository: join(directory, 'gitops.bundle'),
        path,
        key,
        ...(!says && { environment }),
      },
    ],
    histories: bundles.map(name => ({
      repository: join(directory, `${name}.bundle`),
      services: [serviceRef(name)],
      versions,
    })),
  });
}

/** The environment that is asked for stands for itself, whatever its name. */
function engineOn(knex: Knex, environment: string): DoraEngine {
  return createDoraEngine({
    knex,
    settings: {
      ...readSettings(),
      environments: new EnvironmentMap({ [environment]: [environment] }),
    },
    logger: {
      error: (message, cause) => {
        throw new Error(message, { cause });
      },
    },
  });
}
