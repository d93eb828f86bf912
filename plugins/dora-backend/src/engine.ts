import { LoggerService } from '@backstage/backend-plugin-api';
import {
  deliveryBatchSchema,
  DeploymentFilter,
  historyBatchSchema,
  MetricsQuery,
  MetricsReport,
} from '@slipway/plugin-dora-common';
import { DoraSink } from '@slipway/plugin-dora-node';
import { Knex } from 'knex';
import { acceptDeliveries } from './service/acceptDeliveries';
import { getMetrics } from './service/getMetrics';
import { processDeliveries } from './service/processDeliveries';
import { projectNextService } from './service/projectService';
import { resolveQuestion } from './service/question';
import { recordHistory } from './service/recordHistory';
import { toUnresolved } from './service/toUnresolved';
import { DoraSettings } from './settings';
import { listDeployments } from './store/listDeployments';
import { listUnresolved, readCursor, saveCursor } from './store/sources';

/**
 * From deliveries to numbers, without HTTP: what the router, the tasks and the
 * proofs share.
 */
export type DoraEngine = {
  /** Where the portal's own sources put what they read. */
  sink: DoraSink;
  /**
   * Turns waiting deliveries into facts and brings projections up to date,
   * until nothing waits. May run in any number of replicas at once.
   */
  settle(signal?: AbortSignal): Promise<void>;
  metrics(query: MetricsQuery): Promise<MetricsReport>;
  /** How many deployments of a service there are, of one kind and in a half-open span. */
  countDeployments(query: {
    serviceRef: string;
    environment: string;
    filter?: DeploymentFilter;
    from?: Date;
    to?: Date;
  }): Promise<number>;
};

/** @param options - `knex` on a database with this plugin's migrations applied */
export function createDoraEngine(options: {
  knex: Knex;
  settings: DoraSettings;
  logger: Pick<LoggerService, 'error'>;
  now?: () => Date;
}): DoraEngine {
  const { knex, settings, logger } = options;
  const now = options.now ?? (() => new Date());
  return {
    sink: createSink(knex, now),
    settle: signal => settle({ knex, settings, logger, now, signal }),
    metrics: async query => {
      const context = { settings, now: now() };
      const question = await resolveQuestion(knex, query, context);
      return getMetrics(knex, question, context);
    },
    countDeployments: async query => {
      const found = await listDeployments(
        knex,
        {
          scope: { by: 'service', serviceRef: query.serviceRef },
          environment: query.environment,
          from: query.from ?? new Date(0),
          to: query.to ?? now(),
        },
        {
          show: query.filter ?? 'all',
          sort: 'finishedAt',
          offset: 0,
          limit: 1,
        },
      );
      return found.total;
    },
  };
}

function createSink(knex: Knex, now: () => Date): DoraSink {
  return {
    deliver: batch =>
      acceptDeliveries(knex, deliveryBatchSchema.parse(batch), {
        now: now(),
        sourceType: 'git',
      }),
    recordHistory: batch =>
      recordHistory(knex, historyBatchSchema.parse(batch)),
    listUnresolved: async query =>
      (await listUnresolved(knex, query)).map(toUnresolved),
    readCursor: source => readCursor(knex, source),
    saveCursor: (source, cursor) => saveCursor(knex, source, cursor),
  };
}

async function settle(options: {
  knex: Knex;
  settings: DoraSettings;
  logger: Pick<LoggerService, 'error'>;
  now: () => Date;
  signal?: AbortSignal;
}): Promise<void> {
  const { knex, settings, logger, now, signal } = options;
  while (!signal?.aborted) {
    const turned = await processDeliveries(knex, {
      environments: settings.environments,
      now: now(),
    });
    if (turned > 0) {
      continue;
    }
    const outcome = await projectNextService(knex, now());
    if (outcome.result === 'none-waits') {
      return;
    }
    if (outcome.result === 'postponed') {
      const { serviceRef, environment } = outcome.service;
      logger.error(
        `The projection of ${serviceRef} in ${environment} failed; it is tried again in a minute`,
        asError(outcome.cause),
      );
    }
  }
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
