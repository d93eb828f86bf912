import { Command, InvalidArgumentError, Option } from 'commander';
import { leadTimeStarts, reportYears } from '@slipway/plugin-dora-common';
import { CliContext } from '../context';
import { findConnection } from '../portal/connection';
import { PortalClient, Query } from '../portal/PortalClient';

/** Options of every command that talks to a portal. */
export type PortalOptions = { url?: string; token?: string };

/** What a question about metrics may say, by the API's own names. */
export type QuestionOptions = PortalOptions & {
  from?: string;
  to?: string;
  environment?: string;
  reportYear?: number;
  leadTimeStart?: string;
  json?: boolean;
};

export type PageOptions = QuestionOptions & {
  offset: number;
  limit: number;
  sort?: string;
};

export function portalCommand(name: string): Command {
  return new Command(name)
    .option(
      '--url <url>',
      'the portal (default: SLIPWAY_URL, else .slipway/cli.json)',
    )
    .option(
      '--token <token>',
      'a token for it (default: SLIPWAY_TOKEN, else .slipway/cli.json)',
    );
}

export function questionCommand(name: string): Command {
  return portalCommand(name)
    .argument(
      '[entityRef]',
      'a component or a group, such as component:default/checkout; without it, the whole organisation',
    )
    .option(
      '--from <day>',
      'first day of the window, or an instant (default: 90 days back)',
    )
    .option(
      '--to <day>',
      'first day after the window, or an instant (default: tomorrow)',
    )
    .option(
      '--environment <name>',
      'a mapped environment (default: production)',
    )
    .addOption(
      new Option('--report-year <year>', 'whose bands to show')
        .choices(reportYears.map(String))
        .argParser(choice(reportYears)),
    )
    .addOption(
      new Option(
        '--lead-time-start <clock>',
        'where the clock of a change starts',
      ).choices([...leadTimeStarts]),
    )
    .option('--json', 'print the API’s answer');
}

export function pageCommand(name: string, sorts: readonly string[]): Command {
  return questionCommand(name)
    .option('--limit <n>', 'rows to print, at most 1000', wholeNumber, 50)
    .option('--offset <n>', 'rows to skip', wholeNumber, 0)
    .addOption(
      new Option('--sort <column>', 'a leading minus reverses').choices(
        sorts.flatMap(sort => [sort, `-${sort}`]),
      ),
    );
}

export async function portalOf(
  context: CliContext,
  options: PortalOptions,
): Promise<PortalClient> {
  return new PortalClient(context, await findConnection(context, options));
}

export async function selfServiceOf(
  context: CliContext,
  options: PortalOptions,
): Promise<PortalClient> {
  const connection = await findConnection(context, options);
  return new PortalClient(context, connection, 'self-service');
}

export function questionQuery(
  entityRef: string | undefined,
  options: QuestionOptions,
): Query {
  const { from, to, environment, reportYear, leadTimeStart } = options;
  return { entityRef, from, to, environment, reportYear, leadTimeStart };
}

export function pageQuery(
  entityRef: string | undefined,
  options: PageOptions,
): Query {
  const { offset, limit, sort } = options;
  return { ...questionQuery(entityRef, options), offset, limit, sort };
}

/** Says how to go on when a page was not the last. */
export function writeNextPage(
  context: CliContext,
  page: { items: unknown[]; totalItems: number; offset: number },
): void {
  const end = page.offset + page.items.length;
  if (page.items.length > 0 && end < page.totalItems) {
    context.stderr.write(
      `Rows ${page.offset + 1} to ${end} of ${
        page.totalItems
      }; go on with --offset ${end}.\n`,
    );
  }
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new InvalidArgumentError('It must be a whole number.');
  }
  return Number(text);
}

function choice<T extends number>(values: readonly T[]) {
  return (text: string): T => {
    const found = values.find(value => String(value) === text);
    if (found === undefined) {
      throw new InvalidArgumentError(`It must be ${values.join(', ')}.`);
    }
    return found;
  };
}
