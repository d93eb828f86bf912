export type GitErrorReason =
  | 'git-missing'
  | 'not-found'
  | 'not-a-repository'
  | 'shallow'
  | 'no-access'
  | 'unreachable'
  | 'timeout'
  | 'damaged'
  | 'failed';

/**
 * A git command or repository that cannot be used. The message names the
 * repository, what is wrong and what to do, and never holds a credential.
 */
export class GitError extends Error {
  override readonly name = 'GitError';

  constructor(
    readonly reason: GitErrorReason,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** Hides the user information of every URL in a text. */
export function withoutCredentials(text: string): string {
  return text.replace(
    /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@'"]*(?::[^\s@'"]*)?@/gi,
    '$1***@',
  );
}

const signs: Array<[RegExp, GitErrorReason, string]> = [
  [
    /authentication failed|could not read (username|password)|permission denied|access denied|requested URL returned error: 40[13]/i,
    'no-access',
    'Give the URL a user and token that may read the repository.',
  ],
  [
    /repository .*not found|does not exist|returned error: 404|no such file or directory|does not appear to be a git repository/i,
    'not-found',
    'Check the address.',
  ],
  [
    /could not resolve host|connection (refused|timed out|reset)|network is unreachable|failed to connect|early EOF|remote end hung up/i,
    'unreachable',
    'Check the network and the address, then try again.',
  ],
  [
    /not a git repository/i,
    'not-a-repository',
    'Name a repository, a bare repository or a bundle file.',
  ],
  [
    /lacks these prerequisite commits/i,
    'damaged',
    'The bundle is incremental; make a complete one with git bundle create FILE --all.',
  ],
  [
    /bad object|missing object|unable to read (tree|sha1)|object file .* is empty|loose object|corrupt|\.lock': File exists|cannot lock ref/i,
    'damaged',
    'Run git fsck in the repository.',
  ],
  [
    /transport '.*' not allowed/i,
    'failed',
    'Use https, http, ssh, git or file.',
  ],
];

/** Turns what git wrote to stderr into a GitError that a person can act on. */
export function gitErrorFrom(options: {
  what: string;
  stderr: string;
  code: number | null;
}): GitError {
  const stderr = withoutCredentials(options.stderr).trim();
  const said =
    stderr
      .split('\n')
      .filter(line => /^(fatal|error|remote|ERROR|ssh):?/.test(line))
      .pop() ?? stderr.split('\n').pop();
  const detail =
    said?.replace(/\.+$/, '') || `git ended with code ${options.code}`;
  const sign = signs.find(([pattern]) => pattern.test(stderr));
  return sign
    ? new GitError(sign[1], `${options.what}: ${detail}. ${sign[2]}`)
    : new GitError('failed', `${options.what}: ${detail}`);
}
