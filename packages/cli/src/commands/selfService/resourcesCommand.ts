import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import {
  describeCost,
  IssuedSecret,
  ListPage,
  Preview,
  RequestDetail,
  ResourceDetail,
  ResourceSummary,
} from '@slipway/plugin-self-service-common';
import { CliContext } from '../../context';
import { CommandError, UsageError } from '../../errors';
import { formatInstant } from '../../output/format';
import { Column, writeJson, writeTable } from '../../output/table';
import { PortalClient } from '../../portal/PortalClient';
import {
  portalCommand,
  PortalOptions,
  selfServiceOf,
  wholeNumber,
} from '../questionOptions';
import { addFieldFlags, readFields } from './fieldFlags';
import { findResource } from './findResource';
import {
  addAskOptions,
  AskOptions,
  openCommand,
  runInner,
} from './kindOptions';
import { readFieldsFile } from './readFieldsFile';
import { report, writePreview } from './requestCommand';
import { writeNext } from './requestsCommand';

const columns: Column<ResourceSummary>[] = [
  { title: 'Name', cell: row => row.name },
  { title: 'Kind', cell: row => row.kind },
  { title: 'State', cell: row => row.state },
  { title: 'Team', cell: row => row.team },
  { title: 'Environment', cell: row => row.environment },
  { title: 'Target', cell: row => row.target },
  {
    title: 'Expires (UTC)',
    cell: row => (row.expiresAt ? formatInstant(row.expiresAt) : '-'),
  },
  {
    title: 'Cost',
    align: 'right',
    cell: row => (row.cost ? describeCost(row.cost) : '-'),
  },
  { title: 'Id', cell: row => row.id },
];

type ListOptions = PortalOptions & {
  state?: string;
  team?: string;
  environment?: string;
  kind?: string;
  search?: string;
  limit: number;
  cursor?: string;
  json?: boolean;
};

/** `slipway resources …`: what there is, and what can be done with it. */
export function resourcesCommand(context: CliContext): Command {
  return new Command('resources')
    .description('what there is, and what can be done with it')
    .addCommand(listCommand(context))
    .addCommand(showCommand(context))
    .addCommand(doCommand(context));
}

function listCommand(context: CliContext): Command {
  return portalCommand('list')
    .description('resources')
    .option('--state <states>', 'one or several, with commas')
    .option('--team <ref>', 'of this team, such as group:default/checkout')
    .option('--environment <name>', 'in this environment')
    .option('--kind <kind>', 'of this kind')
    .option('--search <text>', 'words in the name')
    .option('--limit <n>', 'rows to print, at most 200', wholeNumber, 50)
    .option('--cursor <text>', 'where to go on')
    .option('--json', 'print the API’s answer')
    .action(async ({ url, token, json, ...query }: ListOptions) => {
      const portal = await selfServiceOf(context, { url, token });
      const page = await portal.get<ListPage<ResourceSummary>>(
        '/resources',
        ['items', 'total'],
        query,
      );
      if (json) {
        writeJson(context, page);
        return;
      }
      writeTable(context, columns, page.items);
      writeNext(context, page);
    });
}

function showCommand(context: CliContext): Command {
  return portalCommand('show')
    .argument('<resource>', 'its id, or kind/name')
    .description('one resource: state, connection, drift, actions')
    .option('--json', 'print the API’s answer')
    .action(
      async (which: string, options: PortalOptions & { json?: boolean }) => {
        const portal = await selfServiceOf(context, options);
        const resource = await findResource(portal, which);
        if (options.json) {
          writeJson(context, resource);
        } else {
          writeResource(context, resource);
        }
      },
    );
}

function writeResource(context: CliContext, resource: ResourceDetail): void {
  const { observation, failure } = resource;
  const lines = [
    `${resource.kind} ${resource.name}: ${resource.state}`,
    `Team         ${resource.team}`,
    `Environment  ${resource.environment} on ${resource.target}`,
    ...resource.facts.map(({ label, value }) => `${label.padEnd(12)} ${value}`),
    ...resource.connection.map(
      ({ label, value }) => `${label.padEnd(12)} ${value}`,
    ),
    ...(resource.expiresAt
      ? [`Expires      ${formatInstant(resource.expiresAt)} UTC`]
      : []),
    ...(observation.known ? [] : [`Not known: ${observation.reason}`]),
    ...(failure
      ? [`Failed in '${failure.step}': ${failure.cause} ${failure.remedy}`]
      : []),
    ...resource.blockers.map(({ message }) => `Blocked: ${message}`),
    ...resource.drift
      .filter(({ state }) => state === 'open')
      .map(
        ({ itemKey, field, manager, mode }) =>
          `Drift (${mode}): ${itemKey} ${field.path} is ${JSON.stringify(
            field.after,
          )}, should be ${JSON.stringify(field.before)}${
            manager ? `, by ${manager}` : ''
          }`,
      ),
    `Actions      ${resource.actions
      .filter(({ allowed }) => allowed)
      .map(({ id }) => id)
      .join(', ')}`,
    `Id           ${resource.id}`,
  ];
  context.stdout.write(`${lines.join('\n')}\n`);
}

type ActOptions = AskOptions & { out?: string } & Record<string, unknown>;

/** `slipway resources do namespace/shop change-tier --tier large` */
function doCommand(context: CliContext): Command {
  return openCommand('do')
    .argument('<resource>', 'its id, or kind/name')
    .argument('<action>', 'see slipway resources show')
    .argument('[flags...]', '--help after the action lists them')
    .description('change, extend, pause, clone, destroy and the like')
    .action(
      async (
        which: string,
        actionId: string,
        flags: string[],
        outer: PortalOptions,
      ) => {
        const portal = await selfServiceOf(context, outer);
        const resource = await findResource(portal, which);
        const action = resource.actions.find(({ id }) => id === actionId);
        if (!action) {
          throw new UsageError(
            `'${actionId}' is not an action of ${
              resource.name
            }. There are ${resource.actions.map(({ id }) => id).join(', ')}.`,
          );
        }
        const asked = { fields: action.fields, schema: action.inputSchema };
        const inner = addFieldFlags(
          addAskOptions(
            new Command(`slipway resources do ${which} ${actionId}`),
          ).description(action.description),
          asked,
        );
        await runInner<ActOptions>(context, inner, flags, async options => {
          const file = await readFieldsFile(context, options.file);
          const input = readFields(asked, options, file);
          await act(context, portal, {
            path: `/resources/${resource.id}/actions/${actionId}`,
            body: { input, onBehalfOf: options.as },
            options,
          });
        });
      },
    );
}

async function act(
  context: CliContext,
  portal: PortalClient,
  { path, body, options }: { path: string; body: object; options: ActOptions },
): Promise<void> {
  if (options.dryRun) {
    const preview = await portal.send<Preview>(
      'POST',
      `${path}/preview`,
      ['problems', 'acceptable'],
      body,
    );
    writePreview(context, preview, options.json ?? false);
    return;
  }
  const answer = await portal.send<{
    resource: ResourceDetail;
    request?: RequestDetail;
    issued?: IssuedSecret;
  }>('POST', path, ['resource'], {
    ...body,
    reason: options.reason,
    idempotencyKey: options.key ?? randomUUID(),
  });
  if (answer.issued) {
    writeIssued(context, answer.issued);
  } else if (answer.request) {
    await report(context, portal, answer.request, options);
  } else if (options.json) {
    writeJson(context, answer.resource);
  } else {
    writeResource(context, answer.resource);
  }
}

/** What is shown once goes to standard output alone, so that it can be kept. */
function writeIssued(context: CliContext, issued: IssuedSecret): void {
  if (issued.content === '') {
    throw new CommandError('The portal answered with nothing to show.');
  }
  context.stderr.write(
    `${issued.title}, valid until ${formatInstant(issued.expiresAt)} UTC. ${
      issued.help
    }\n`,
  );
  context.stdout.write(`${issued.content.trimEnd()}\n`);
}
