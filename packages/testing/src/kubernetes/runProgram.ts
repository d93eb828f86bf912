import { spawn } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** A program in the background that cannot outlive this process. */
export interface RunningProgram {
  pid: number;
  /** Whether it has ended by itself. */
  ended(): boolean;
  /** The last lines that it wrote. */
  tail(): Promise<string>;
  /** Ends it, and waits until it has. */
  stop(): Promise<void>;
}

// The shell waits for the end of its standard input, which comes by itself
// when this process ends, however it ends; then it ends the program. A program
// that ends first takes the shell with it.
const KEEPER = `
"$@" </dev/null &
child=$!
( cat >/dev/null; kill $child ) 2>/dev/null <&3 &
keeper=$!
exec 3<&-
wait $child
status=$?
kill $keeper 2>/dev/null
exit $status
`;

/**
 * Starts a program with its output in a file.
 *
 * @param options.log - path of that file
 */
export function runProgram(options: {
  command: string;
  args: string[];
  cwd: string;
  log: string;
}): RunningProgram {
  const output = openSync(options.log, 'w');
  const shell = spawn(
    'sh',
    [
      '-c',
      `exec 3<&0 </dev/null${KEEPER}`,
      'sh',
      options.command,
      ...options.args,
    ],
    { cwd: options.cwd, stdio: ['pipe', output, output] },
  );
  closeSync(output);
  const exited = new Promise<void>(resolve => {
    shell.once('exit', () => resolve());
    shell.once('error', () => resolve());
  });
  shell.stdin?.on('error', () => undefined);
  return {
    pid: shell.pid ?? 0,
    ended: () => shell.exitCode !== null || shell.signalCode !== null,
    async tail() {
      const text = await readFile(options.log, 'utf8').catch(() => '');
      return text.trimEnd().split('\n').slice(-8).join('\n');
    },
    async stop() {
      shell.stdin?.end();
      await exited;
    },
  };
}
