/**
 * The git program, for all that reads or writes repositories: started without a
 * shell and without the machine's settings, its errors in words a person can act
 * on, credentials never on a command line.
 *
 * @packageDocumentation
 */
export {
  GitError,
  gitErrorFrom,
  withoutCredentials,
  type GitErrorReason,
} from './gitError';
export { mirrorDirectory, syncMirror, type SyncMirrorOptions } from './mirror';
export { remoteAccess } from './remoteAccess';
export {
  parseRepositoryLocation,
  type GitCredentials,
  type RepositoryLocation,
} from './repositoryLocation';
export { resolveCommit } from './resolveCommit';
export { runGit, spawnGit, streamGit, type GitCommand } from './runGit';
