/**
 * Readers of deployment history that the backend and the CLI share.
 *
 * @packageDocumentation
 */
export * from './sink';
export { repositoryFromAnnotations } from './config/annotations';
export {
  type GitSource,
  type GitSourceInput,
  gitSourceSchema,
  parseGitSource,
} from './config/gitSource';
export { GitError, type GitErrorReason } from '@slipway/git';
export {
  importGitHistory,
  type ImportGitHistoryOptions,
} from './import/importGitHistory';
export type { GitImportProgress, GitImportStep } from './import/progress';
export type {
  GitImportSummary,
  ImportIssue,
  RepositoryFailure,
} from './import/summary';
