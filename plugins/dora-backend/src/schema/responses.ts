import {
  bands,
  Change,
  Coverage,
  Deployment,
  DoraMetrics,
  leadTimeStarts,
  metricIds,
  MetricsReport,
  reportYears,
  ScopeRow,
  SourceStatus,
} from '@slipway/plugin-dora-common';
import { z } from 'zod';

/** Shapes of the API's answers; the types of dora-common hold them to what the pages read. */
const instant = z.string().meta({ format: 'date-time' });
const seconds = z.number().meta({ description: 'seconds' });
const count = z.number().int().min(0);

const metricFields = {
  id: z.enum(metricIds),
  value: z.number().nullable(),
  unit: z.enum(['per-day', 'seconds', 'ratio']),
  n: count,
  nOf: z.enum(['deployments', 'changes', 'recoveries']),
  band: z.enum(bands).nullable(),
  bandNote: z.string().nullable(),
  noData: z
    .object({
      reason: z.enum([
        'no-services',
        'no-deployments',
        'no-known-range',
        'no-changes',
        'no-failures',
        'not-recovered',
      ]),
      message: z.string(),
      remedy: z.string(),
    })
    .nullable(),
  change: z
    .object({
      absolute: z.number(),
      relative: z.number().nullable(),
      direction: z.enum(['better', 'worse', 'same']),
    })
    .nullable(),
};

const percentileFields = {
  p50: seconds.nullable(),
  p75: seconds.nullable(),
  p90: seconds.nullable(),
};

const doraMetricsSchema: z.ZodType<DoraMetrics> = z.object({
  deploymentFrequency: z.object({
    ...metricFields,
    deployments: count,
    deploymentDays: count,
    deploymentDaysPerWeek: z.number(),
  }),
  changeLeadTime: z.object({
    ...metricFields,
    ...percentileFields,
    negative: count,
    withoutStart: count,
  }),
  changeFailRate: z.object({
    ...metricFields,
    failed: count,
    deployments: count,
  }),
  failedDeploymentRecoveryTime: z.object({
    ...metricFields,
    ...percentileFields,
  }),
  deploymentReworkRate: z.object({
    ...metricFields,
    rework: count,
    deployments: count,
  }),
});

const sourceFields = {
  id: z.string(),
  type: z.enum(['git', 'api']),
  lastHeardAt: instant.nullable(),
  state: z.enum(['never', 'running', 'ok', 'failed']),
  error: z.string().nullable(),
  deployments: count,
  sample: z.boolean(),
};

const sourceStatusSchema: z.ZodType<SourceStatus> = z.object(sourceFields);

/** With what the running import has done so far. */
export const sourceSchema = z.object({
  ...sourceFields,
  progress: z.record(z.string(), z.unknown()).nullable(),
});

const coverageSchema: z.ZodType<Coverage> = z.object({
  deployments: count,
  knownRange: count,
  redeployments: count,
  firstDeployments: count,
  unresolved: count,
  withoutHistory: count,
  services: count,
  servicesWithData: count,
  sources: z.array(sourceStatusSchema),
  gaps: z.array(
    z.object({
      kind: z.enum([
        'service-without-data',
        'unresolved-version',
        'service-without-history',
        'unmapped-environment',
        'unknown-service',
        'source-failed',
        'source-silent',
      ]),
      count,
      message: z.string(),
      remedy: z.string(),
      examples: z.array(z.string()),
    }),
  ),
});

const windowSchema = z.object({
  from: instant,
  to: instant,
  timeZone: z.string(),
  days: z.number(),
});

export const metricsReportSchema: z.ZodType<MetricsReport> = z.object({
  scope: z.object({
    entityRef: z.string().nullable(),
    kind: z.enum(['service', 'team', 'organisation']),
    title: z.string(),
    services: count,
  }),
  window: windowSchema,
  previousWindow: windowSchema.nullable(),
  environment: z.string(),
  reportYear: z.literal(reportYears),
  leadTimeStart: z.enum(leadTimeStarts),
  metrics: doraMetricsSchema,
  series: z.array(
    z.object({
      week: z.string(),
      from: instant,
      to: instant,
      partial: z.boolean(),
      known: z.boolean(),
      deployments: count,
      deploymentDays: count,
      changes: count,
      leadTimeP50: seconds.nullable(),
      leadTimeP90: seconds.nullable(),
      failed: count,
      changeFailRate: z.number().nullable(),
      recoveryP50: seconds.nullable(),
      rework: count,
      reworkRate: z.number().nullable(),
    }),
  ),
  leadTimes: z.array(
    z.object({ from: seconds, to: seconds.nullable(), count }),
  ),
  coverage: coverageSchema,
  sample: z.boolean(),
  environments: z.array(z.string()),
});

const deploymentFields = {
  id: z.string(),
  serviceRef: z.string(),
  ownerRef: z.string().nullable(),
  environment: z.string(),
  version: z.string(),
  previousVersion: z.string().nullable(),
  commit: z.string().nullable(),
  commitUrl: z.string().nullable(),
  repository: z.string().nullable(),
  startedAt: instant.nullable(),
  finishedAt: instant,
  source: z.string(),
  title: z.string().nullable(),
  url: z.string().nullable(),
  range: z.enum(['known', 'first', 'redeployment', 'unresolved', 'no-history']),
  changes: count,
  leadTimeP50: seconds.nullable(),
  failed: z.boolean(),
  recoveredBy: z.string().nullable(),
  recoverySeconds: seconds.nullable(),
  rollback: z.boolean(),
  rollsBack: z.string().nullable(),
  rework: z.boolean(),
  sample: z.boolean(),
};

export const deploymentSchema: z.ZodType<Deployment> =
  z.object(deploymentFields);

export const deploymentDetailSchema = z.object({
  ...deploymentFields,
  previousId: z.string().nullable(),
  nextId: z.string().nullable(),
});

export const changeSchema: z.ZodType<Change> = z.object({
  sha: z.string(),
  repository: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  authoredAt: instant.nullable(),
  committedAt: instant,
  mergedAt: instant.nullable(),
  deployedAt: instant,
  deploymentId: z.string(),
  serviceRef: z.string(),
  version: z.string(),
  leadTime: seconds.nullable(),
  excluded: z.enum(['negative', 'no-start']).nullable(),
  sample: z.boolean(),
});

export const scopeRowSchema: z.ZodType<ScopeRow> = z.object({
  entityRef: z.string(),
  title: z.string(),
  ownerRef: z.string().nullable(),
  metrics: doraMetricsSchema,
  lastDeploymentAt: instant.nullable(),
  sample: z.boolean(),
});

export const receiptSchema = z.object({ accepted: count, duplicates: count });
export const historyReceiptSchema = z.object({ added: count, known: count });
export const sampleStateSchema = z.object({
  state: z.enum(['absent', 'present', 'cleared']),
});

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    totalItems: count,
    offset: count,
    limit: count,
  });
}
