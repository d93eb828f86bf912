/**
 * Something that a person can mend. The message says what is wrong and what
 * to do; it is shown as it is, without a stack trace.
 */
export class Problem extends Error {
  constructor(message, { exitCode = 1, cause } = {}) {
    super(message, { cause });
    this.name = 'Problem';
    this.exitCode = exitCode;
  }
}

/** Thrown when the person asked to stop; not a failure. */
export class Interrupted extends Error {
  constructor() {
    super('Stopped.');
    this.name = 'Interrupted';
  }
}

const DISK_FULL =
  'The disk is full. Free some space (a first start needs about 3 GB) and run the command again.';

/** Whether a text that some program printed complains about a full disk. */
export function saysDiskFull(text) {
  return /ENOSPC|no space left on device|disk quota exceeded|EDQUOT/i.test(
    text,
  );
}

/**
 * What to show for an error, and the exit code. A bug of ours is shown by its
 * message too; SLIPWAY_DEBUG=1 adds the stack.
 */
export function explain(error) {
  // What Node itself throws for an aborted signal counts as well.
  if (error instanceof Interrupted || error?.name === 'AbortError') {
    return { text: 'Stopped.', exitCode: 130 };
  }
  if (error instanceof Problem) {
    return { text: error.message, exitCode: error.exitCode };
  }
  const details = process.env.SLIPWAY_DEBUG ? `\n${error?.stack}` : '';
  return { text: `${describe(error)}${details}`, exitCode: 1 };
}

function describe(error) {
  const message = error instanceof Error ? error.message : String(error);
  if (saysDiskFull(`${error?.code} ${message}`)) {
    return DISK_FULL;
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(error?.code)) {
    return `${error.path ?? 'A file'} cannot be written (${
      error.code
    }). Run the command as the owner of the folder, or give the folder to your account.`;
  }
  return `Unexpected: ${message}. Run it again with SLIPWAY_DEBUG=1 for the details.`;
}

/** The problem for a full disk. */
export function diskFull(cause) {
  return new Problem(DISK_FULL, { cause });
}
