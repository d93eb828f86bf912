import { PolicyView } from '@slipway/plugin-self-service-common';
import { Command } from 'commander';
import { CliContext } from '../../context';
import { CommandError } from '../../errors';
import { plain } from '../../output/format';
import { bold, writeJson } from '../../output/table';
import { folderHelp, readPolicies } from './policyFolders';

const widest = 1000;

/** `slipway policy test`: each policy on its own good and bad requests. */
export function testCommand(context: CliContext): Command {
  return new Command('test')
    .description('run the tests that the policies bring; fails when one does')
    .argument('[folder...]', folderHelp)
    .option('--json', 'print the policies with the results of their tests')
    .action(async (folders: string[], options: { json?: boolean }) => {
      const views = (await readPolicies(context, folders)).views();
      if (options.json) {
        writeJson(context, views);
      } else {
        views.forEach(view => writePolicy(context, view));
      }
      const tests = views.flatMap(view => view.tests);
      const failed = tests.filter(({ passed }) => !passed).length;
      if (failed > 0) {
        throw new CommandError(
          `${failed} of ${count(tests.length, 'test')} failed.`,
        );
      }
      if (!options.json) {
        context.stdout.write(
          `${count(views.length, 'policy', 'policies')}, ${count(
            tests.length,
            'test',
          )}, all passed.\n`,
        );
      }
    });
}

function writePolicy(context: CliContext, view: PolicyView): void {
  const line = (text: string) =>
    context.stdout.write(`${plainIndented(text)}\n`);
  context.stdout.write(
    `${bold(context, plain(view.name))}  ${plain(view.title)}\n`,
  );
  for (const { name, passed, detail } of view.tests) {
    line(`  ${passed ? 'passed' : 'FAILED'}  ${name}`);
    if (!passed) {
      line(`          ${detail}`);
    }
  }
  for (const { match, until, owner, inForce } of view.waivers) {
    line(
      inForce
        ? `  waived  for ${match} until ${until} by ${owner}`
        : `  note    the waiver for ${match} ended on ${until}; remove it`,
    );
  }
}

function plainIndented(text: string): string {
  const indent = text.length - text.trimStart().length;
  return ' '.repeat(indent) + plain(text.trimStart(), widest);
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
