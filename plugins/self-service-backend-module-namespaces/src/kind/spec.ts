import { z } from 'zod';

export const tiers = ['small', 'medium', 'large', 'x-large'] as const;
export type Tier = (typeof tiers)[number];

/** What a request for a namespace says beyond the common fields. */
export const namespaceSchema = z.strictObject({
  tier: z.enum(tiers).default('small'),
  podSecurity: z.enum(['baseline', 'restricted']).default('restricted'),
  labels: z.record(z.string().max(63), z.string().max(63)).default({}),
});

export type NamespaceSpec = z.output<typeof namespaceSchema>;
