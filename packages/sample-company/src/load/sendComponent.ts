import {
  DeliveryBatch,
  DeliveryReceipt,
  HistoryBatch,
  HistoryReceipt,
} from '@slipway/plugin-dora-common';
import { z } from 'zod';
import { ComponentSample } from '../generateSample';
import { PortalClient } from './PortalClient';

/** The ingest takes up to 5000 commits and 1000 deliveries; half of that keeps requests short. */
const commitsPerBatch = 2500;
const deliveriesPerBatch = 500;

/** The source under which all of the sample is stored. */
export const sampleSource = 'sample';

const historyReceipt: z.ZodType<HistoryReceipt> = z.object({
  added: z.number(),
  known: z.number(),
});

const deliveryReceipt: z.ZodType<DeliveryReceipt> = z.object({
  accepted: z.number(),
  duplicates: z.number(),
});

function inBatches<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** What of a component is not in the portal yet, if everything up to an instant is. */
export function recordsSince(
  sample: ComponentSample,
  last: Date | undefined,
): ComponentSample {
  if (!last) {
    return sample;
  }
  return {
    ...sample,
    commits: sample.commits.filter(({ landedAt }) => landedAt >= last),
    deliveries: sample.deliveries.filter(
      ({ occurredAt }) => new Date(occurredAt) > last,
    ),
  };
}

/**
 * Sends a component's commits and then its deployments, oldest first: an
 * interrupted load leaves a beginning behind, never a hole.
 */
export async function sendComponent(
  client: PortalClient,
  sample: ComponentSample,
  onSent: (records: number) => void,
): Promise<{ deployments: number; commits: number }> {
  const { component, commitUrl, head } = sample;
  let commits = 0;
  for (const batch of inBatches(sample.commits, commitsPerBatch)) {
    const body: HistoryBatch = {
      repository: component.repository,
      sample: true,
      commitUrl,
      head,
      commits: batch.map(({ commit }) => commit),
    };
    const receipt = await client.request({
      method: 'POST',
      path: '/api/dora/histories',
      body,
      answer: historyReceipt,
    });
    commits += receipt.added;
    onSent(batch.length);
  }
  let deployments = 0;
  for (const batch of inBatches(sample.deliveries, deliveriesPerBatch)) {
    const body: DeliveryBatch = {
      source: sampleSource,
      sample: true,
      deliveries: batch,
    };
    const receipt = await client.request({
      method: 'POST',
      path: '/api/dora/deliveries',
      body,
      answer: deliveryReceipt,
    });
    deployments += receipt.accepted;
    onSent(batch.length);
  }
  return { deployments, commits };
}
