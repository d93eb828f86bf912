import { Command } from 'commander';
import { Query } from '../../portal/PortalClient';
import { portalCommand, PortalOptions } from '../questionOptions';

/** Which records, by the API's own names. */
export type FilterOptions = PortalOptions & {
  event?: string;
  actor?: string;
  resource?: string;
  request?: string;
  team?: string;
  environment?: string;
  kind?: string;
  from?: string;
  to?: string;
  search?: string;
};

/** A command that reads records of the audit. */
export function recordsCommand(name: string): Command {
  return portalCommand(name)
    .option('--event <name>', 'such as request.approved, or request.*')
    .option('--actor <ref>', 'who did it, such as user:default/ana.brandt')
    .option('--resource <id>', 'about this resource')
    .option('--request <id>', 'about this request')
    .option('--team <ref>', 'of this team, such as group:default/checkout')
    .option('--environment <name>', 'in this environment')
    .option('--kind <kind>', 'of this kind')
    .option('--from <instant>', 'not before, such as 2026-03-02T09:30:00Z')
    .option('--to <instant>', 'before this instant')
    .option('--search <text>', 'part of a name, a person or a reason');
}

export function filterQuery(options: FilterOptions): Query {
  const { event, actor, team, environment, kind, from, to, search } = options;
  return {
    event,
    actor,
    resourceId: options.resource,
    requestId: options.request,
    team,
    environment,
    kind,
    from,
    to,
    search,
  };
}
