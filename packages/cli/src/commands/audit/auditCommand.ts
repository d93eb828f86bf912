import { Command } from 'commander';
import { CliContext } from '../../context';
import { exportCommand } from './exportCommand';
import { listCommand } from './listCommand';
import { verifyCommand } from './verifyCommand';

/** `slipway audit …`: who did what and why, and whether that is still whole. */
export function auditCommand(context: CliContext): Command {
  return new Command('audit')
    .description('who did what and why, and whether the record of it is whole')
    .addCommand(listCommand(context))
    .addCommand(exportCommand(context))
    .addCommand(verifyCommand(context));
}
