import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { GitImportSummary, importGitHistory } from '@slipway/plugin-dora-node';
import { CliContext } from '../context';
import { CommandError } from '../errors';
import { ProgressLine } from '../output/progressLine';
import { writeJson } from '../output/table';
import { portalSink } from '../portal/portalSink';
import { describeProgress } from '../portal/sources';
import { followImport } from './followImport';
import {
  addGitSourceFlags,
  GitSourceFlags,
  readGitSource,
} from './importGitFlags';
import { portalCommand, PortalOptions, portalOf } from './questionOptions';

type ImportOptions = PortalOptions &
  GitSourceFlags & {
    source?: string;
    wait: boolean;
    workDir?: string;
    json?: boolean;
  };

const examples = `
Examples:
  $ slipway dora import git --source shop
  $ slipway dora import git --repository https://github.com/acme/checkout \\
      --tags 'v*' --service component:default/checkout
  $ slipway dora import git --repository ../deployments --key image.tag \\
      --path 'apps/{environment}/{service}.yaml' \\
      --history 'https://github.com/acme/{service}'

It may be stopped and run again at any time: it goes on where it was, and what
is imported twice counts once.`;

/** `slipway dora import git`: a source of the portal's, or repositories from here. */
export function importGitCommand(context: CliContext): Command {
  const command = portalCommand('git')
    .description('import deployments and their changes from git repositories')
    .option('--source <id>', 'run a source that the portal has configured')
    .option('--no-wait', 'with --source: start it and do not follow it');
  return addGitSourceFlags(command)
    .option('--work-dir <folder>', 'where mirrors are kept between runs')
    .option('--json', 'print the summary as JSON')
    .addHelpText('after', examples)
    .action(async (options: ImportOptions) => {
      if (options.source === undefined) {
        await importFromHere(context, options);
      } else {
        await followImport(context, {
          portal: await portalOf(context, options),
          source: options.source,
          wait: options.wait,
          json: options.json ?? false,
        });
      }
    });
}

async function importFromHere(
  context: CliContext,
  options: ImportOptions,
): Promise<void> {
  const { source, baseDir } = await readGitSource(context, options);
  const portal = await portalOf(context, options);
  const line = new ProgressLine(context);
  const summary = await importGitHistory({
    source,
    baseDir,
    sink: portalSink(portal),
    workDir: workDirOf(context, options.workDir),
    signal: context.signal,
    now: context.now,
    onProgress: progress => line.show(describeProgress(progress)),
  }).finally(() => line.clear());
  if (options.json) {
    writeJson(context, summary);
  } else {
    writeSummary(context, summary);
  }
  if (summary.failures.length > 0) {
    const messages = summary.failures.map(failure => failure.message);
    throw new CommandError(messages.join('\n'));
  }
}

function workDirOf({ cwd, env }: CliContext, given?: string): string {
  if (given !== undefined) {
    return resolve(cwd, given);
  }
  const cache = env.XDG_CACHE_HOME ?? join(env.HOME ?? homedir(), '.cache');
  return join(cache, 'slipway', 'git');
}

function writeSummary(context: CliContext, summary: GitImportSummary): void {
  const { deployments, histories, issues, resolvedLater } = summary;
  const resolved = resolvedLater > 0;
  const lines = [
    `Read ${deployments.read} deployments in ${summary.seconds.toFixed(1)} s: ${
      deployments.accepted
    } new, ${deployments.duplicates} known.`,
    `Recorded ${histories.added} commits of ${histories.repositories} repositories.`,
    ...(deployments.unresolved > 0
      ? [`${deployments.unresolved} versions lead to no commit.`]
      : []),
    ...(deployments.withoutHistory > 0
      ? [`${deployments.withoutHistory} are of services without a history.`]
      : []),
    ...(resolved ? [`${resolvedLater} earlier ones lead to one now.`] : []),
    ...(issues.count > 0 ? [`Read past ${issues.count} oddities:`] : []),
    ...issues.examples.map(({ where, message }) => `- ${where}: ${message}`),
  ];
  context.stdout.write(`${lines.join('\n')}\n`);
}
