import { CommanderError } from 'commander';
import { CliContext } from './context';
import { UsageError } from './errors';
import { createProgram } from './program';

/**
 * Runs one command line (without `node slipway`) and resolves to the exit code:
 * 0 done, 1 it could not be done, 2 it was called wrongly. What went wrong is
 * one message on standard error, with a stack only after `--debug`.
 */
export async function runCli(
  args: string[],
  context: CliContext,
): Promise<number> {
  const program = createProgram(context);
  // Wherever it stands: it is added to the end of a line that failed.
  const debug = args.includes('--debug');
  const others = args.filter(arg => arg !== '--debug');
  try {
    await program.parseAsync(others, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? 0 : 2;
    }
    if (context.signal.aborted) {
      context.stderr.write('Stopped. Run the same command again to go on.\n');
      return 1;
    }
    context.stderr.write(`${describe(error, debug)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

function describe(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return debug ? error.stack ?? error.message : error.message;
}
