import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitSourceInput, parseGitSource } from '../config/gitSource';
import {
  importGitHistory,
  ImportGitHistoryOptions,
} from '../import/importGitHistory';
import { GitImportSummary } from '../import/summary';
import { MemorySink, memorySink } from './memorySink';

/** A day of January 2024, and a second of it, as git takes it. */
export function at(day: number, second = 0): string {
  return new Date(Date.UTC(2024, 0, day, 12, 0, second)).toISOString();
}

/** Runs imports into a sink, with mirrors in a folder of the test file's own. */
export function importing() {
  let workDir: Promise<string> | undefined;
  afterAll(async () => {
    if (workDir) {
      await rm(await workDir, { recursive: true, force: true });
    }
  });
  return async (
    source: Omit<GitSourceInput, 'id'>,
    sink: MemorySink = memorySink(),
    options: Partial<ImportGitHistoryOptions> = {},
  ): Promise<{ sink: MemorySink; summary: GitImportSummary }> => {
    workDir ??= mkdtemp(join(tmpdir(), 'slipway-import-'));
    const summary = await importGitHistory({
      source: parseGitSource({ id: 'test', ...source }),
      sink,
      workDir: await workDir,
      ...options,
    });
    return { sink, summary };
  };
}

/** `service@environment version` of what a sink knows, in order. */
export function lines(sink: MemorySink): string[] {
  return sink
    .deployments()
    .map(
      one =>
        `${one.service.replace('component:default/', '')}@${one.environment} ${
          one.version
        }`,
    );
}
