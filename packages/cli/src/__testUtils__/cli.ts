import { CliContext, CliStream } from '../context';
import { runCli } from '../runCli';

type Terminal = Pick<CliStream, 'isTTY' | 'columns'>;

/** Runs a command line and gives what it wrote and how it ended. */
export async function cli(
  args: string[],
  options: Partial<Omit<CliContext, 'stdout' | 'stderr'>> & {
    terminal?: Terminal;
  } = {},
): Promise<{ code: number; stdout: string; stderr: string; slept: number[] }> {
  const { terminal = {}, ...rest } = options;
  const written = { stdout: '', stderr: '' };
  const slept: number[] = [];
  const stream = (name: keyof typeof written): CliStream => ({
    ...terminal,
    write: text => {
      written[name] += text;
    },
  });
  const code = await runCli(args, {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env: {},
    cwd: '/nonexistent',
    signal: new AbortController().signal,
    now: () => new Date(),
    sleep: async milliseconds => {
      slept.push(milliseconds);
      await new Promise(resolve => {
        setTimeout(resolve, Math.min(milliseconds, 20));
      });
    },
    ...rest,
  });
  return { code, ...written, slept };
}
