import {
  DoraMetrics,
  doraMetrics,
  Page,
  ScopeRow,
} from '@slipway/plugin-dora-common';
import { Knex } from 'knex';
import {
  ChangeTally,
  DeploymentTally,
  tallyChanges,
  tallyDeployments,
} from '../store/tally';
import { toTally } from './getMetrics';
import { elapsedDays, Question, rowFilter } from './question';

/**
 * One line for each service, or for each team that owned deployments, of a
 * scope. Services of the catalog without a deployment are listed too.
 */
export async function listScopeRows(
  knex: Knex,
  question: Question,
  options: {
    groupBy: 'service' | 'team';
    search?: string;
    sort: string;
    offset: number;
    limit: number;
    now: Date;
  },
): Promise<Page<ScopeRow>> {
  const byTeam = options.groupBy === 'team';
  const tallyOptions = {
    key: byTeam ? ('owner' as const) : ('service' as const),
    timeZone: question.window.timeZone,
  };
  const filter = rowFilter(question);
  const [deployments, changes] = await Promise.all([
    tallyDeployments(knex, filter, tallyOptions),
    tallyChanges(knex, filter, {
      ...tallyOptions,
      start: question.leadTimeStart,
    }),
  ]);
  const deploymentsOf = new Map(deployments.map(each => [each.key, each]));
  const changesOf = new Map(changes.map(each => [each.key, each]));
  const rows = lineKeys(question, byTeam, deployments)
    .map(key =>
      toScopeRow(question, {
        key,
        byTeam,
        deployments: deploymentsOf.get(key),
        changes: changesOf.get(key),
        now: options.now,
      }),
    )
    .filter(row => matches(row, options.search))
    .sort(comparator(options.sort));
  return {
    items: rows.slice(options.offset, options.offset + options.limit),
    totalItems: rows.length,
    offset: options.offset,
    limit: options.limit,
  };
}

function lineKeys(
  question: Question,
  byTeam: boolean,
  deployments: DeploymentTally[],
): string[] {
  const catalogued = question.scope.directory.map(service =>
    byTeam ? service.ownerRef ?? '' : service.serviceRef,
  );
  const keys = new Set([...catalogued, ...deployments.map(each => each.key)]);
  keys.delete('');
  return [...keys];
}

function toScopeRow(
  question: Question,
  line: {
    key: string;
    byTeam: boolean;
    deployments?: DeploymentTally;
    changes?: ChangeTally;
    now: Date;
  },
): ScopeRow {
  const service = question.scope.directory.find(
    each => each.serviceRef === line.key,
  );
  return {
    entityRef: line.key,
    title:
      question.scope.titles.get(line.key) ?? line.key.split('/')[1] ?? line.key,
    ownerRef: line.byTeam ? null : service?.ownerRef ?? null,
    metrics: doraMetrics({
      tally: toTally(line.deployments, line.changes),
      days: elapsedDays(question.window, line.now),
      reportYear: question.reportYear,
      services: 1,
    }),
    lastDeploymentAt: line.deployments?.lastDeploymentAt.toISOString() ?? null,
    sample: line.deployments?.sample ?? false,
  };
}

function matches(row: ScopeRow, search?: string): boolean {
  const text = search?.toLocaleLowerCase('en-US');
  return (
    !text ||
    row.title.toLocaleLowerCase('en-US').includes(text) ||
    row.entityRef.includes(text)
  );
}

const sortValues: Record<string, (row: ScopeRow) => number | string | null> = {
  title: row => row.title.toLocaleLowerCase('en-US'),
  deployments: row => row.metrics.deploymentFrequency.deployments,
  leadTime: row => valueOf(row, 'changeLeadTime'),
  changeFailRate: row => valueOf(row, 'changeFailRate'),
  recovery: row => valueOf(row, 'failedDeploymentRecoveryTime'),
  rework: row => valueOf(row, 'deploymentReworkRate'),
  lastDeploymentAt: row => row.lastDeploymentAt,
};

function valueOf(row: ScopeRow, metric: keyof DoraMetrics): number | null {
  return row.metrics[metric].value;
}

/** Lines without a value come last in either direction. */
function comparator(sort: string): (a: ScopeRow, b: ScopeRow) => number {
  const read = sortValues[sort.replace('-', '')];
  const sign = sort.startsWith('-') ? -1 : 1;
  return (a, b) => {
    const left = read(a);
    const right = read(b);
    if (left === null || right === null) {
      return Number(left === null) - Number(right === null);
    }
    if (left === right) {
      return a.entityRef < b.entityRef ? -1 : 1;
    }
    return left < right ? -sign : sign;
  };
}
