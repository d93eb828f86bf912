import { GitSource } from '../config/gitSource';
import { DoraSink } from '../sink';
import { GitCursor } from './cursor';
import { ProgressMeter } from './progress';
import { GitImportSummary } from './summary';

/** What the steps of one import share. */
export type ImportContext = {
  source: GitSource;
  sink: DoraSink;
  /** Changed by the steps, saved by `saveCursor` after each batch. */
  cursor: GitCursor;
  saveCursor: () => Promise<void>;
  summary: GitImportSummary;
  progress: ProgressMeter;
  workDir: string;
  baseDir: string;
  signal?: AbortSignal;
  repositoryOf?: (serviceRef: string) => Promise<string | undefined>;
};
