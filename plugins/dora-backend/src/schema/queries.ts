import {
  changeSorts,
  deploymentFilters,
  deploymentSorts,
  leadTimeStarts,
  reportYears,
  scopeSorts,
} from '@slipway/plugin-dora-common';
import { z } from 'zod';

/** Query parameters of the API. One schema checks the request and documents it. */
const scopeAndWindow = {
  entityRef: z.string().max(400).optional().meta({
    description:
      'A component or a group, such as component:default/checkout; the whole organisation when absent.',
  }),
  from: z.string().max(40).optional().meta({
    description:
      'First day of the window (YYYY-MM-DD in the scope’s time zone) or an instant with an offset. 90 days before `to` when absent.',
  }),
  to: z.string().max(40).optional().meta({
    description:
      'First day or instant after the window. The end of today when absent.',
  }),
  environment: z.string().min(1).max(200).optional().meta({
    description: 'A mapped environment; production when absent.',
  }),
  reportYear: z.coerce
    .number()
    .pipe(z.literal(reportYears))
    .optional()
    .meta({ description: 'Whose bands to show.' }),
  leadTimeStart: z.enum(leadTimeStarts).optional().meta({
    description: 'Where the clock of a change’s lead time starts.',
  }),
};

function pageParameters(sorts: readonly string[], defaultSort: string) {
  return {
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(50),
    sort: z
      .enum(sorts.flatMap(sort => [sort, `-${sort}`]))
      .default(defaultSort)
      .meta({ description: 'A leading minus sorts downwards.' }),
    format: z.enum(['json', 'csv']).default('json').meta({
      description: 'csv gives all rows that match, not one page.',
    }),
  };
}

export const metricsQuerySchema = z.strictObject({
  ...scopeAndWindow,
  compare: z.enum(['previous', 'none']).default('previous'),
});

export const deploymentsQuerySchema = z.strictObject({
  ...scopeAndWindow,
  ...pageParameters(deploymentSorts, '-finishedAt'),
  filter: z.enum(deploymentFilters).default('all'),
  search: z.string().max(200).optional().meta({
    description: 'Part of a version or of a service’s name.',
  }),
});

export const changesQuerySchema = z.strictObject({
  ...scopeAndWindow,
  ...pageParameters(changeSorts, '-deployedAt'),
  deploymentId: z.string().max(64).optional().meta({
    description: 'Only what this deployment carried, whenever it was.',
  }),
  leadTimeFrom: z.coerce.number().optional().meta({
    description: 'At least so many seconds.',
  }),
  leadTimeTo: z.coerce.number().optional().meta({
    description: 'Less than so many seconds.',
  }),
  excluded: z.enum(['only', 'without']).optional().meta({
    description:
      'Changes that the percentiles leave out (negative spans, unknown start).',
  }),
});

export const scopeRowsQuerySchema = z.strictObject({
  ...scopeAndWindow,
  ...pageParameters(scopeSorts, 'title'),
  groupBy: z.enum(['service', 'team']).default('service'),
  search: z.string().max(200).optional(),
});

export const unresolvedQuerySchema = z.strictObject({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
});

export const sourceIdSchema = z.strictObject({
  id: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9-]{0,62}$/,
      'must be 1 to 63 lower-case letters, digits or dashes',
    ),
});

export const deploymentIdSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{24}$/, 'must be a deployment id'),
});

export const cursorSchema = z.strictObject({
  cursor: z.record(z.string(), z.unknown()),
});
