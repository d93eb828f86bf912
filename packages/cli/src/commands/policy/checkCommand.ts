import { JsonObject, Verdict } from '@slipway/plugin-self-service-common';
import { PolicyInput, testInput } from '@slipway/plugin-self-service-node';
import { Command } from 'commander';
import { z } from 'zod';
import { CliContext } from '../../context';
import { CommandError, UsageError } from '../../errors';
import { Column, writeJson, writeTable } from '../../output/table';
import { folderHelp, readPolicies, readYaml } from './policyFolders';

type CheckOptions = { json?: boolean; params?: string; all?: boolean };

const requestSchema = z.record(z.string(), z.json());
/** The plan's word for a Kubernetes object is its kind. */
const objectSchema = z.object({ kind: z.string() });

const columns: Column<Verdict>[] = [
  { title: 'Policy', cell: row => row.policy },
  { title: 'Says', cell: sayOf },
  { title: 'Field', cell: row => row.field ?? row.item ?? '-' },
  { title: 'Because', limit: 1000, cell: becauseOf },
];

/** `slipway policy check`: what the policies say of one request. */
export function checkCommand(context: CliContext): Command {
  return new Command('check')
    .description('judge a request from a file; fails when it would be denied')
    .argument(
      '<request>',
      'YAML of kind, action, request, environment, …; what it leaves out is as in the example of docs/policies.md',
    )
    .argument('[folder...]', folderHelp)
    .option(
      '--params <file>',
      'YAML of values by policy, as in selfService.policies.params',
    )
    .option('--all', 'show what passes too')
    .option('--json', 'print the verdicts')
    .action(async (file: string, folders: string[], options: CheckOptions) => {
      const given = await readYaml(context, file, requestSchema);
      const policies = await readPolicies(context, folders, options.params);
      const input = toInput(given);
      if (Number.isNaN(input.now.getTime())) {
        throw new UsageError(
          `now (${given.now}) must be an instant such as 2026-03-02T09:00:00Z.`,
        );
      }
      const verdicts = await policies.judge(input);
      write(context, verdicts, options);
      const denials = verdicts.filter(
        ({ severity, result }) => severity === 'deny' && isStanding(result),
      );
      if (denials.length > 0) {
        throw new CommandError(
          `It would be denied by ${[
            ...new Set(denials.map(({ policy }) => policy)),
          ].join(', ')}.`,
        );
      }
    });
}

function write(
  context: CliContext,
  verdicts: Verdict[],
  options: CheckOptions,
): void {
  if (options.json) {
    writeJson(context, verdicts);
    return;
  }
  const shown = options.all
    ? verdicts
    : verdicts.filter(({ result }) => result !== 'pass');
  if (shown.length > 0) {
    writeTable(context, columns, shown);
  }
  const passed = verdicts.filter(({ result }) => result === 'pass').length;
  context.stdout.write(`${passed} of ${verdicts.length} verdicts pass.\n`);
}

function sayOf({ result, severity }: Verdict): string {
  if (result === 'pass' || result === 'waived') {
    return result;
  }
  const words = { deny: 'denied', approval: 'needs approval', warn: 'warning' };
  return result === 'error' ? `error, ${words[severity]}` : words[severity];
}

function becauseOf({ message, waiver }: Verdict): string {
  return waiver
    ? `${message} Waived until ${waiver.until} by ${waiver.owner}: ${waiver.reason}`
    : message || '-';
}

function isStanding(result: Verdict['result']): boolean {
  return result === 'fail' || result === 'error';
}

/** Of the objects only what is given: an example's would be judged for nothing. */
function toInput({ object, ...given }: JsonObject): PolicyInput {
  const { success, data } = objectSchema.safeParse(object);
  const type = success ? data.kind : 'Object';
  const items =
    object === undefined ? [] : [{ key: type, type, desired: object }];
  return testInput({ items, ...given }, '');
}
