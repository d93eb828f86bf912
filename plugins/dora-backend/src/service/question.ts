import { InputError } from '@backstage/errors';
import {
  LeadTimeStart,
  MetricsQuery,
  MetricsWindow,
  ReportYear,
  resolveWindow,
  Window,
  windowDays,
} from '@slipway/plugin-dora-common';
import { Knex } from 'knex';
import { DoraSettings } from '../settings';
import { RowFilter } from '../store/scope';
import { ResolvedScope, resolveScope } from './scope';

/** A query with everything it left open filled in. */
export type Question = {
  scope: ResolvedScope;
  window: Window;
  environment: string;
  reportYear: ReportYear;
  leadTimeStart: LeadTimeStart;
  comparePrevious: boolean;
};

/** @throws InputError that names the field, the rule and the remedy */
export async function resolveQuestion(
  knex: Knex,
  query: MetricsQuery,
  options: { settings: DoraSettings; now: Date },
): Promise<Question> {
  const { settings, now } = options;
  const scope = await resolveScope(knex, {
    entityRef: query.entityRef,
    defaultTimeZone: settings.timeZone,
  });
  const resolved = resolveWindow({
    from: query.from,
    to: query.to,
    timeZone: scope.timeZone,
    now,
  });
  if (!resolved.ok) {
    throw new InputError(resolved.problem.message);
  }
  return {
    scope,
    window: resolved.window,
    environment: query.environment ?? 'production',
    reportYear: query.reportYear ?? settings.reportYear,
    leadTimeStart: query.leadTimeStart ?? settings.leadTimeStart,
    comparePrevious: query.compare !== 'none',
  };
}

export function rowFilter(
  question: Question,
  window: Window = question.window,
): RowFilter {
  return {
    scope: question.scope.rows,
    environment: question.environment,
    from: window.from,
    to: window.to,
  };
}

/** Length of the part of a window that is past: the future has no deployments yet. */
export function elapsedDays(window: Window, now: Date): number {
  const end = new Date(Math.min(window.to.getTime(), now.getTime()));
  return end > window.from ? windowDays({ ...window, to: end }) : 0;
}

export function presentWindow(window: Window): MetricsWindow {
  return {
    from: window.from.toISOString(),
    to: window.to.toISOString(),
    timeZone: window.timeZone,
    days: windowDays(window),
  };
}
