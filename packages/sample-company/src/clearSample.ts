import { z } from 'zod';
import { PortalClient, RetryPolicy } from './load/PortalClient';

/**
 * Removes all sample data from a portal and remembers that: a restart does not
 * bring it back. Throws with the reason when the portal cannot be reached or
 * refuses.
 */
export async function clearSample(options: {
  url: string;
  token: string;
  retry?: RetryPolicy;
}): Promise<void> {
  await new PortalClient(options).request({
    method: 'DELETE',
    path: '/api/dora/sample',
    answer: z.unknown(),
  });
}
