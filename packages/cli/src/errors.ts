/** The command was called wrongly: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** It was called rightly and could not be done: exit code 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
