import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { CliContext } from '../../context';
import { CommandError } from '../../errors';
import { folderHelp, readPolicies } from './policyFolders';

type AdmissionOptions = { params?: string; output?: string };

/** `slipway policy admission`: the rules that a cluster can check itself. */
export function admissionCommand(context: CliContext): Command {
  return new Command('admission')
    .description(
      'write ValidatingAdmissionPolicies (Kubernetes 1.30 and later)',
    )
    .argument('[folder...]', folderHelp)
    .option(
      '--params <file>',
      'YAML of values by policy, as in selfService.policies.params',
    )
    .option('-o, --output <file>', 'where to (default: standard output)')
    .action(async (folders: string[], options: AdmissionOptions) => {
      const policies = await readPolicies(context, folders, options.params);
      for (const [name, result] of policies.admission()) {
        if ('skipped' in result) {
          context.stderr.write(`${name} is left out: ${result.skipped}.\n`);
        }
      }
      const yaml = policies.admissionYaml();
      if (yaml === '') {
        throw new CommandError(
          'None of the policies can be written for a cluster.',
        );
      }
      if (options.output === undefined) {
        context.stdout.write(yaml);
      } else {
        await writeFile(resolve(context.cwd, options.output), yaml);
        context.stderr.write(
          `Written to ${options.output}; apply it with kubectl apply -f ${options.output}.\n`,
        );
      }
    });
}
