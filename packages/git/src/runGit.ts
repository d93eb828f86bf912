import { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { gitEnvironment, gitSettings } from './gitEnvironment';
import { GitError, gitErrorFrom } from './gitError';

const stderrKept = 8 * 1024;
const outputLimit = 64 * 1024 * 1024;

export type GitCommand = {
  /** The subcommand and its arguments; user input only after `--` or `--end-of-options`. */
  args: string[];
  /** What was tried, for the error message: "Cannot read <repository>". */
  what: string;
  gitDir?: string;
  cwd?: string;
  /** Transports this command may use; none unless said. */
  protocols?: readonly string[];
  environment?: Record<string, string>;
  /** More `-c` settings. */
  settings?: string[];
  input?: string;
  signal?: AbortSignal;
  /** Milliseconds the command may take; streams count only the time they are waited for. */
  timeout?: number;
  onStderr?: (text: string) => void;
};

const defaultTimeout = 10 * 60_000;

/**
 * Starts git without a shell, with a clean environment and with settings that
 * neither the user's nor the repository's configuration can override.
 */
export function spawnGit(command: GitCommand): {
  child: ChildProcessWithoutNullStreams;
  /** Resolves on exit 0; rejects with a GitError or with the signal's reason. */
  done: Promise<void>;
} {
  const args = [
    '--no-pager',
    ...[...gitSettings, ...(command.settings ?? [])].flatMap(s => ['-c', s]),
    ...(command.gitDir ? [`--git-dir=${command.gitDir}`] : []),
    ...command.args,
  ];
  const child = spawn('git', args, {
    cwd: command.cwd,
    env: gitEnvironment({
      base: process.env,
      protocols: command.protocols ?? [],
      extra: command.environment,
    }),
    signal: command.signal,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-stderrKept);
    command.onStderr?.(text);
  });
  // A git that ends early closes its input; its exit code tells the reason.
  child.stdin.on('error', () => undefined);
  const done = new Promise<void>((resolve, reject) => {
    child.once('error', error => reject(startError(error, command)));
    child.once('close', code => {
      if (command.signal?.aborted) {
        reject(command.signal.reason);
      } else if (code === 0) {
        resolve();
      } else {
        reject(gitErrorFrom({ what: command.what, stderr, code }));
      }
    });
  });
  // Whoever streams awaits it at the end; until then it is not unhandled.
  done.catch(() => undefined);
  return { child, done };
}

/** Runs git to its end and returns what it printed (at most 64 MB). */
export async function runGit(command: GitCommand): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of streamGit(command)) {
    size += chunk.length;
    if (size > outputLimit) {
      throw new GitError('failed', `${command.what}: more output than 64 MB`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Runs git and yields its output as it comes, at the reader's pace. Leaving the
 * loop early stops git. Throws a GitError when git fails, is silent for longer
 * than `timeout`, or is not installed.
 */
export async function* streamGit(command: GitCommand): AsyncGenerator<Buffer> {
  const { child, done } = spawnGit(command);
  child.stdin.end(command.input ?? '');
  const output = child.stdout[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await inTime(output.next(), command);
      if (next.done) {
        break;
      }
      yield next.value as Buffer;
    }
    await inTime(done, command);
  } catch (error) {
    // Reading fails with a bare AbortError or stream error; git's own end says why.
    child.kill();
    if (error instanceof GitError) {
      throw error;
    }
    await done;
    throw error;
  } finally {
    if (child.exitCode === null) {
      child.kill();
    }
  }
}

async function inTime<T>(work: Promise<T>, command: GitCommand): Promise<T> {
  const limit = command.timeout ?? defaultTimeout;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const after = `git did not answer for ${Math.round(limit / 1000)} s`;
      reject(new GitError('timeout', `${command.what}: ${after}`));
    }, limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function startError(error: Error, command: GitCommand): unknown {
  if (command.signal?.aborted) {
    return command.signal.reason;
  }
  if ('code' in error && error.code === 'ENOENT') {
    return new GitError(
      'git-missing',
      'The git program was not found. Install git 2.32 or newer and see that it is on the PATH.',
      { cause: error },
    );
  }
  return new GitError('failed', `${command.what}: ${error.message}`, {
    cause: error,
  });
}
