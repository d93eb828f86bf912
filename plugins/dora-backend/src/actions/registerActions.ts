import { PermissionsService } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { doraMetricsReadPermission } from '@slipway/plugin-dora-common';
import { DoraEngine } from '../engine';

/**
 * Offers the metrics to agents and templates: the same numbers, under the same
 * permission, as the page and the API.
 */
export function registerActions(options: {
  actionsRegistry: ActionsRegistryService;
  permissions: PermissionsService;
  engine: DoraEngine;
}): void {
  options.actionsRegistry.register({
    name: 'get-delivery-metrics',
    title: 'Get delivery metrics',
    description:
      'The five DORA metrics of a service, a team or the whole organisation in a window, each with how many rows stand behind it, its band, and why there is no value where there is none. Durations are seconds, ratios 0 to 1.',
    visibilityPermission: doraMetricsReadPermission,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .optional()
            .describe(
              'A component or group such as component:default/checkout; the whole organisation when absent',
            ),
          from: z
            .string()
            .optional()
            .describe('First day, YYYY-MM-DD; 90 days before `to` when absent'),
          to: z
            .string()
            .optional()
            .describe('First day after the window; tomorrow when absent'),
          environment: z.string().optional().describe('production when absent'),
        }),
      output: z =>
        z.object({
          scope: z.string(),
          from: z.string(),
          to: z.string(),
          timeZone: z.string(),
          sample: z.boolean().describe('Some or all rows are sample data'),
          metrics: z.array(
            z.object({
              id: z.string(),
              value: z.number().nullable(),
              unit: z.string(),
              n: z.number(),
              nOf: z.string(),
              band: z.string().nullable(),
              note: z.string().nullable(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const [decision] = await options.permissions.authorize(
        [{ permission: doraMetricsReadPermission }],
        { credentials },
      );
      if (decision.result !== AuthorizeResult.ALLOW) {
        throw new NotAllowedError(
          `This needs the permission ${doraMetricsReadPermission.name}`,
        );
      }
      const report = await options.engine.metrics(input);
      return {
        output: {
          scope: report.scope.title,
          from: report.window.from,
          to: report.window.to,
          timeZone: report.window.timeZone,
          sample: report.sample,
          metrics: Object.values(report.metrics).map(metric => ({
            id: metric.id,
            value: metric.value,
            unit: metric.unit,
            n: metric.n,
            nOf: metric.nOf,
            band: metric.band,
            note: metric.noData?.message ?? metric.bandNote,
          })),
        },
      };
    },
  });
}
