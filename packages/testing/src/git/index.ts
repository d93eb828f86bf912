export { testGitRepository } from './testGitRepository';
export { GitRepository } from './GitRepository';
export type { CommitOptions, MergeOptions, TagOptions } from './GitRepository';
