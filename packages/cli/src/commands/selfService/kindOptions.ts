import { Command } from 'commander';
import { CliContext } from '../../context';
import { portalCommand, PortalOptions } from '../questionOptions';

/** Options of every command that asks for something. */
export type AskOptions = {
  reason?: string;
  as?: string;
  wait?: boolean;
  dryRun?: boolean;
  json?: boolean;
  key?: string;
};

export function addAskOptions(command: Command): Command {
  return command
    .option('--reason <text>', 'why; shown to the approver, kept in the audit')
    .option('--as <user>', 'on whose behalf, such as user:default/ana.brandt')
    .option('--dry-run', 'show what would happen and ask for nothing')
    .option('--wait', 'follow it to its end')
    .option(
      '--key <text>',
      'for pipelines: the same again with the same key answers with the first request',
    )
    .option('--json', 'print the API’s answer');
}

/**
 * A command whose flags are known only after the portal was asked: what it does
 * not know itself is left for the flags of the kind or the action.
 */
export function openCommand(name: string): Command {
  return portalCommand(name)
    .allowUnknownOption()
    .allowExcessArguments()
    .helpOption(false);
}

/** Options that the outer command took from the line, for the inner one. */
export type OuterOptions = PortalOptions;

/** Runs a command made of what the portal said, as if it were part of the tree. */
export async function runInner<T>(
  context: CliContext,
  command: Command,
  args: string[],
  run: (options: T) => Promise<void>,
): Promise<void> {
  command
    .exitOverride()
    .configureOutput({
      writeOut: text => context.stdout.write(text),
      writeErr: text => context.stderr.write(text),
      getOutHelpWidth: () => context.stdout.columns ?? 80,
      getErrHelpWidth: () => context.stderr.columns ?? 80,
    })
    .action((options: T) => run(options));
  await command.parseAsync(args, { from: 'user' });
}
