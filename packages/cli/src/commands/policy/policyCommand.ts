import { Command } from 'commander';
import { CliContext } from '../../context';
import { admissionCommand } from './admissionCommand';
import { checkCommand } from './checkCommand';
import { testCommand } from './testCommand';

/** `slipway policy`: rules in files, without a portal. */
export function policyCommand(context: CliContext): Command {
  return new Command('policy')
    .description('rules about requests, from their files; needs no portal')
    .addCommand(testCommand(context))
    .addCommand(checkCommand(context))
    .addCommand(admissionCommand(context));
}
