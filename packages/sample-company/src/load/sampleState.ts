import { z } from 'zod';
import { PortalClient } from './PortalClient';

const stateSchema = z.object({
  state: z.enum(['absent', 'present', 'cleared']),
});

export type SampleState = z.output<typeof stateSchema>['state'];

/** Whether the portal has sample data, never had it, or had it removed by somebody. */
export async function readSampleState(
  client: PortalClient,
): Promise<SampleState> {
  const { state } = await client.request({
    method: 'GET',
    path: '/api/dora/sample',
    answer: stateSchema,
  });
  return state;
}

const rowsSchema = z.object({
  items: z.array(
    z.object({
      entityRef: z.string(),
      lastDeploymentAt: z.iso.datetime({ offset: true }).nullable(),
      sample: z.boolean(),
    }),
  ),
  totalItems: z.number(),
});

const pageSize = 500;

/**
 * The last production deployment of each service whose numbers are sample data.
 * A component's records are sent in the order of time, so what is older than
 * this is there already.
 */
export async function readLastDeployments(
  client: PortalClient,
  window: { from: Date; until: Date },
): Promise<Map<string, Date>> {
  const lastByRef = new Map<string, Date>();
  for (let offset = 0, total = 1; offset < total; offset += pageSize) {
    const query = new URLSearchParams({
      from: window.from.toISOString(),
      to: window.until.toISOString(),
      environment: 'production',
      groupBy: 'service',
      offset: String(offset),
      limit: String(pageSize),
    });
    const page = await client.request({
      method: 'GET',
      path: `/api/dora/services?${query}`,
      answer: rowsSchema,
    });
    total = page.totalItems;
    for (const { entityRef, lastDeploymentAt, sample } of page.items) {
      if (sample && lastDeploymentAt) {
        lastByRef.set(entityRef, new Date(lastDeploymentAt));
      }
    }
  }
  return lastByRef;
}
