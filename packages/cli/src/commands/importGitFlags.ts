import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { GitSource, parseGitSource } from '@slipway/plugin-dora-node';
import { parse } from 'yaml';
import { CliContext } from '../context';
import { UsageError } from '../errors';

/** What the flags of an import from here say; the source is made of them. */
export type GitSourceFlags = {
  config?: string;
  id: string;
  repository?: string;
  tags?: string;
  time?: string;
  path?: string[];
  key?: string;
  branch?: string;
  service?: string;
  environment?: string;
  entity?: string;
  history?: string[];
  versionPattern?: string[];
};

const collect = (value: string, before: string[] = []) => [...before, value];

export function addGitSourceFlags(command: Command): Command {
  return command
    .option('--config <file>', 'YAML or JSON file that describes the source')
    .option('--id <name>', 'name of the source in the portal', 'cli')
    .option('--repository <place>', 'URL, path or bundle of the deployments')
    .option('--tags <pattern>', 'release tags: these tags are deployments')
    .addOption(
      new Option('--time <of>', 'when a tag was deployed').choices([
        'tag',
        'commit',
      ]),
    )
    .option(
      '--path <pattern>',
      'GitOps: files with versions, such as apps/{environment}/{service}.yaml; may be repeated',
      collect,
    )
    .option('--key <key>', 'GitOps: key of the version in them')
    .option('--branch <name>', 'GitOps: branch to read')
    .option('--service <entityRef>', 'whose deployments, when nothing says it')
    .option('--environment <name>', 'where to, when nothing says it')
    .option('--entity <template>', 'GitOps: entity of a service’s name')
    .option(
      '--history <place>',
      'a service’s own repository, {service} in place; may be repeated',
      collect,
    )
    .option(
      '--version-pattern <pattern>',
      'how a version names a commit; may be repeated',
      collect,
    );
}

/** Makes the source and says what its relative paths start from. */
export async function readGitSource(
  context: CliContext,
  flags: GitSourceFlags,
): Promise<{ source: GitSource; baseDir: string }> {
  if (flags.config === undefined) {
    return { source: fromFlags(flags), baseDir: context.cwd };
  }
  const file = resolve(context.cwd, flags.config);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`--config: the file ${file} cannot be read.`);
  });
  const content = parseFile(file, text);
  const source = checked({ id: flags.id, ...content });
  return { source, baseDir: resolve(file, '..') };
}

function parseFile(file: string, text: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    const [reason] = String(error).split('\n');
    throw new UsageError(`--config: ${file} is not valid YAML: ${reason}`);
  }
  if (typeof content !== 'object' || content === null) {
    throw new UsageError(`--config: ${file} holds no source.`);
  }
  return { ...content };
}

function fromFlags(flags: GitSourceFlags): GitSource {
  const { repository, tags, path } = flags;
  if (!repository || (tags === undefined) === (path === undefined)) {
    throw new UsageError(
      'Say what to import: --source for one that the portal has, --config for a file, or --repository with either --tags or --path. See slipway dora import git --help.',
    );
  }
  return checked({
    id: flags.id,
    [tags === undefined ? 'gitops' : 'releases']: [
      given({
        repository,
        service: flags.service,
        environment: flags.environment,
        tags,
        time: flags.time,
        path,
        key: flags.key,
        branch: flags.branch,
        entity: flags.entity,
      }),
    ],
    histories: flags.history?.map(place =>
      given({ repository: place, versions: flags.versionPattern }),
    ),
  });
}

function given(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  );
}

function checked(input: unknown): GitSource {
  try {
    return parseGitSource(input);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : '');
  }
}
