import { Command, Option } from 'commander';
import {
  environmentClasses,
  PriceView,
  quotaScopes,
  QuotaView,
  TargetView,
} from '@slipway/plugin-self-service-common';
import { CliContext } from '../../context';
import { UsageError } from '../../errors';
import { writeJson, writeTable } from '../../output/table';
import {
  portalCommand,
  PortalOptions,
  selfServiceOf,
} from '../questionOptions';

type JsonOption = PortalOptions & { json?: boolean };

/** `slipway quotas`: limits, what is in use, what is left; `set` changes one. */
export function quotasCommand(context: CliContext): Command {
  return new Command('quotas')
    .description('limits, what of them is in use, and what is left')
    .addCommand(listCommand(context))
    .addCommand(setCommand(context));
}

function listCommand(context: CliContext): Command {
  return portalCommand('list')
    .description('every limit with its use')
    .option('--json', 'print the API’s answer')
    .action(async (options: JsonOption) => {
      const portal = await selfServiceOf(context, options);
      const quotas = await portal.get<QuotaView[]>('/quotas', []);
      if (options.json) {
        writeJson(context, quotas);
        return;
      }
      writeTable(
        context,
        [
          { title: 'Of', cell: row => row.subject },
          { title: 'Scope', cell: row => row.scope },
          { title: 'Environments', cell: row => row.environmentClass ?? 'all' },
          { title: 'Metric', cell: row => `${row.metric} (${row.unit})` },
          { title: 'Limit', align: 'right', cell: row => row.limit },
          { title: 'Used', align: 'right', cell: row => row.used },
          { title: 'Paused', align: 'right', cell: row => row.paused },
          { title: 'Left', align: 'right', cell: row => row.left },
        ],
        quotas,
      );
    });
}

type SetOptions = JsonOption & {
  scope: string;
  subject: string;
  environmentClass?: string;
  metric: string;
  limit: string;
  reason: string;
};

function setCommand(context: CliContext): Command {
  return portalCommand('set')
    .description('change a limit; what is in use stays')
    .addOption(
      new Option('--scope <scope>', 'what it is a limit of')
        .choices([...quotaScopes])
        .makeOptionMandatory(),
    )
    .requiredOption(
      '--subject <ref>',
      'such as group:default/checkout; * is any',
    )
    .addOption(
      new Option('--environment-class <class>', 'only there').choices([
        ...environmentClasses,
      ]),
    )
    .requiredOption('--metric <name>', 'such as namespaces, cpu, memory')
    .requiredOption('--limit <number>', 'in the metric’s unit')
    .requiredOption('--reason <text>', 'why; kept in the audit')
    .option('--json', 'print the API’s answer')
    .action(async ({ url, token, json, limit, ...body }: SetOptions) => {
      const number = Number(limit);
      if (limit.trim() === '' || !(number >= 0)) {
        throw new UsageError(`--limit: '${limit}' must be a number from 0 on.`);
      }
      const portal = await selfServiceOf(context, { url, token });
      const quota = await portal.send<QuotaView>('PUT', '/quotas', ['limit'], {
        ...body,
        limit: number,
      });
      if (json) {
        writeJson(context, quota);
      } else {
        context.stdout.write(
          `${quota.metric} of ${quota.subject}: ${quota.used} of ${quota.limit} ${quota.unit} used, ${quota.left} left\n`,
        );
      }
    });
}

/** `slipway prices`: the price book that estimates are made of. */
export function pricesCommand(context: CliContext): Command {
  return portalCommand('prices')
    .description('the price book that estimates are made of')
    .option('--json', 'print the API’s answer')
    .action(async (options: JsonOption) => {
      const portal = await selfServiceOf(context, options);
      const prices = await portal.get<PriceView[]>('/prices', []);
      if (options.json) {
        writeJson(context, prices);
        return;
      }
      writeTable(
        context,
        [
          { title: 'Sku', cell: row => row.sku },
          {
            title: 'Price a month',
            align: 'right',
            cell: row => `${row.currency} ${row.unitPrice}`,
          },
          { title: 'Per', cell: row => row.unit },
          { title: 'From', cell: row => row.validFrom },
          { title: 'Source', cell: row => row.source },
        ],
        prices,
      );
    });
}

/** `slipway targets`: where resources are made, and how it fares. */
export function targetsCommand(context: CliContext): Command {
  return portalCommand('targets')
    .description('clusters and repositories, and how they fare')
    .option('--json', 'print the API’s answer')
    .action(async (options: JsonOption) => {
      const portal = await selfServiceOf(context, options);
      const targets = await portal.get<TargetView[]>('/targets', []);
      if (options.json) {
        writeJson(context, targets);
        return;
      }
      writeTable(
        context,
        [
          { title: 'Target', cell: row => row.name },
          { title: 'Type', cell: row => row.type },
          { title: 'Environments', cell: row => row.environments.join(', ') },
          { title: 'Health', cell: row => row.health },
          { title: 'Resources', align: 'right', cell: row => row.resources },
          { title: 'What it says', cell: row => row.message },
        ],
        targets,
      );
    });
}
