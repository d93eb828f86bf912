import { Command } from 'commander';
import {
  describeCost,
  ListPage,
  RequestDetail,
  RequestSummary,
} from '@slipway/plugin-self-service-common';
import { CliContext } from '../../context';
import { UsageError } from '../../errors';
import { formatInstant } from '../../output/format';
import { Column, writeJson, writeTable } from '../../output/table';
import { PortalClient } from '../../portal/PortalClient';
import {
  portalCommand,
  PortalOptions,
  selfServiceOf,
  wholeNumber,
} from '../questionOptions';
import { report } from './requestCommand';
import { writeJudgement } from './writePlan';

type ListOptions = PortalOptions & {
  state?: string;
  team?: string;
  environment?: string;
  kind?: string;
  by?: string;
  search?: string;
  limit: number;
  cursor?: string;
  json?: boolean;
};

type DecideOptions = PortalOptions & {
  reason?: string;
  plan?: string;
  wait?: boolean;
  json?: boolean;
};

const columns: Column<RequestSummary>[] = [
  { title: 'Asked (UTC)', cell: row => formatInstant(row.requestedAt) },
  { title: 'Request', cell: row => row.title },
  { title: 'State', cell: row => row.state },
  { title: 'Team', cell: row => row.team },
  { title: 'Environment', cell: row => row.environment },
  { title: 'By', cell: row => row.requestedBy },
  {
    title: 'Cost',
    align: 'right',
    cell: row => (row.cost ? describeCost(row.cost) : '-'),
  },
  { title: 'Id', cell: row => row.id },
];

type Move = {
  name: string;
  description: string;
  /** It is about a plan: the one that was seen, or the one that is there now. */
  decides: boolean;
  needsReason: boolean;
};

const moves: Move[] = [
  {
    name: 'approve',
    description: 'approve exactly the plan that is shown',
    decides: true,
    needsReason: false,
  },
  {
    name: 'refuse',
    description: 'refuse it, with a reason',
    decides: true,
    needsReason: true,
  },
  {
    name: 'submit',
    description: 'ask for what a draft says',
    decides: false,
    needsReason: false,
  },
  {
    name: 'cancel',
    description: 'cancel it; what was made is taken back',
    decides: false,
    needsReason: false,
  },
  {
    name: 'retry',
    description: 'go on where it failed',
    decides: false,
    needsReason: false,
  },
  {
    name: 'roll-back',
    description: 'take back what a failed request did',
    decides: false,
    needsReason: false,
  },
];

/** `slipway requests …`: what was asked for, and deciding on it. */
export function requestsCommand(context: CliContext): Command {
  const command = new Command('requests')
    .description('what was asked for, and deciding on it')
    .addCommand(listCommand(context))
    .addCommand(showCommand(context));
  for (const move of moves) {
    command.addCommand(moveCommand(context, move));
  }
  return command;
}

function listCommand(context: CliContext): Command {
  return portalCommand('list')
    .description('requests, newest first')
    .option('--state <states>', 'one or several, with commas')
    .option('--team <ref>', 'of this team, such as group:default/checkout')
    .option('--environment <name>', 'in this environment')
    .option('--kind <kind>', 'of this kind')
    .option('--by <user>', 'asked for by')
    .option('--search <text>', 'words in the name or the title')
    .option('--limit <n>', 'rows to print, at most 200', wholeNumber, 50)
    .option('--cursor <text>', 'where to go on')
    .option('--json', 'print the API’s answer')
    .action(async ({ by, json, url, token, ...query }: ListOptions) => {
      const portal = await selfServiceOf(context, { url, token });
      const page = await portal.get<ListPage<RequestSummary>>(
        '/requests',
        ['items', 'total'],
        { ...query, requestedBy: by },
      );
      if (json) {
        writeJson(context, page);
        return;
      }
      writeTable(context, columns, page.items);
      writeNext(context, page);
    });
}

/** Says how to go on when a page was not the last. */
export function writeNext(context: CliContext, page: ListPage<unknown>): void {
  if (page.next !== null) {
    context.stderr.write(
      `${page.items.length} of ${page.total}; go on with --cursor ${page.next}\n`,
    );
  }
}

function showCommand(context: CliContext): Command {
  return portalCommand('show')
    .argument('<id>', 'of the request')
    .description('one request: its plan, verdicts, decisions and steps')
    .option('--json', 'print the API’s answer')
    .action(async (id: string, options: PortalOptions & { json?: boolean }) => {
      const portal = await selfServiceOf(context, options);
      const request = await getRequest(portal, id);
      if (options.json) {
        writeJson(context, request);
      } else {
        writeRequest(context, request);
      }
    });
}

function getRequest(portal: PortalClient, id: string): Promise<RequestDetail> {
  return portal.get<RequestDetail>(`/requests/${encodeURIComponent(id)}`, [
    'id',
    'state',
    'verdicts',
  ]);
}

function writeRequest(context: CliContext, request: RequestDetail): void {
  context.stdout.write(
    `${request.title}: ${request.state}\nAsked for by ${
      request.requestedBy
    }, ${formatInstant(request.requestedAt)} UTC${
      request.reason ? `: ${request.reason}` : ''
    }\n`,
  );
  writeJudgement(context, request);
  for (const { decision, by, as, reason, at } of request.decisions) {
    context.stdout.write(
      `${decision} by ${by} (${as}) ${formatInstant(at)} UTC${
        reason ? `: ${reason}` : ''
      }\n`,
    );
  }
  for (const { state, title, attempts, message } of request.steps) {
    context.stdout.write(
      `${state.padEnd(8)} ${title}${
        attempts > 1 ? `, attempt ${attempts}` : ''
      }${message ? `: ${message}` : ''}\n`,
    );
  }
  if (request.failure) {
    const { step, cause, remedy } = request.failure;
    context.stdout.write(`Failed in '${step}': ${cause} ${remedy}\n`);
  }
}

function moveCommand(context: CliContext, move: Move): Command {
  const command = portalCommand(move.name)
    .argument('<id>', 'of the request')
    .description(move.description)
    .option('--reason <text>', 'why; kept in the audit')
    .option('--wait', 'follow it to its end')
    .option('--json', 'print the API’s answer');
  if (move.decides) {
    command.option(
      '--plan <hash>',
      'the plan that was looked at (default: the one that is there now, which is printed)',
    );
  }
  return command.action((id: string, options: DecideOptions) =>
    doMove(context, move, id, options),
  );
}

async function doMove(
  context: CliContext,
  move: Move,
  id: string,
  options: DecideOptions,
): Promise<void> {
  if (move.needsReason && !options.reason) {
    throw new UsageError(
      '--reason is missing: who asked is told why it was refused.',
    );
  }
  const portal = await selfServiceOf(context, options);
  const request = await portal.send<RequestDetail>(
    'POST',
    `/requests/${encodeURIComponent(id)}/${move.name}`,
    ['id', 'state', 'title'],
    {
      reason: options.reason,
      ...(move.decides && {
        planHash: options.plan ?? (await seenPlan(context, portal, id)),
      }),
    },
  );
  await report(context, portal, request, options);
}

/** Prints what is decided on, so that nobody approves what was not shown. */
async function seenPlan(
  context: CliContext,
  portal: PortalClient,
  id: string,
): Promise<string> {
  const request = await getRequest(portal, id);
  if (!request.plan) {
    throw new UsageError(`${request.title} has no plan to decide on.`);
  }
  writeRequest({ ...context, stdout: context.stderr }, request);
  return request.plan.hash;
}
