import { setTimeout as sleep } from 'node:timers/promises';
import { runCli } from './runCli';

/** Runs the command line of this process and sets its exit code. */
export async function runProcess(): Promise<void> {
  const stop = new AbortController();
  const abort = () => stop.abort(new Error('Stopped'));
  process.once('SIGINT', abort).once('SIGTERM', abort);
  // `slipway dora deployments | head` closes the pipe early; that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      throw error;
    }
    process.exit(0);
  });
  const { signal } = stop;
  process.exitCode = await runCli(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    signal,
    now: () => new Date(),
    sleep: async milliseconds => {
      await sleep(milliseconds, undefined, { signal });
    },
  });
}
