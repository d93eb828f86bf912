import { Command } from 'commander';
import { auditCommand } from './commands/audit/auditCommand';
import { changesCommand } from './commands/changes';
import { deploymentsCommand } from './commands/deployments';
import { importGitCommand } from './commands/importGit';
import { metricsCommand } from './commands/metrics';
import { policyCommand } from './commands/policy/policyCommand';
import { kindsCommand } from './commands/selfService/kindsCommand';
import {
  pricesCommand,
  quotasCommand,
  targetsCommand,
} from './commands/selfService/quotasCommand';
import { requestCommand } from './commands/selfService/requestCommand';
import { requestsCommand } from './commands/selfService/requestsCommand';
import { resourcesCommand } from './commands/selfService/resourcesCommand';
import { sampleCommand } from './commands/sample';
import { servicesCommand } from './commands/services';
import { sourcesCommand } from './commands/sources';
import { CliContext } from './context';

/** The tree of commands; each is in a file of its own under commands/. */
export function createProgram(context: CliContext): Command {
  const program = new Command('slipway')
    .description('The Slipway portal from a terminal and from CI.')
    .option('--debug', 'show where an error comes from')
    .addCommand(
      new Command('dora')
        .description('delivery metrics')
        .addCommand(metricsCommand(context))
        .addCommand(deploymentsCommand(context))
        .addCommand(changesCommand(context))
        .addCommand(servicesCommand(context))
        .addCommand(sourcesCommand(context))
        .addCommand(
          new Command('import')
            .description('bring deployments in')
            .addCommand(importGitCommand(context)),
        ),
    )
    .addCommand(kindsCommand(context))
    .addCommand(requestCommand(context))
    .addCommand(requestsCommand(context))
    .addCommand(resourcesCommand(context))
    .addCommand(quotasCommand(context))
    .addCommand(pricesCommand(context))
    .addCommand(targetsCommand(context))
    .addCommand(auditCommand(context))
    .addCommand(policyCommand(context))
    .addCommand(sampleCommand(context));
  prepare(program, context);
  return program;
}

/** Errors are thrown to the caller, and written to the context's streams. */
function prepare(command: Command, context: CliContext): void {
  command
    .exitOverride()
    .helpCommand(false)
    .configureOutput({
      writeOut: text => context.stdout.write(text),
      writeErr: text => context.stderr.write(text),
      getOutHelpWidth: () => context.stdout.columns ?? 80,
      getErrHelpWidth: () => context.stderr.columns ?? 80,
    });
  command.commands.forEach(child => prepare(child, context));
}
