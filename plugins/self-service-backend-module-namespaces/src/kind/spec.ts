import { z } from 'zod';
import { checkLabelKey, checkLabelValue } from '../names/checkLabel';

export const tiers = ['small', 'medium', 'large', 'x-large'] as const;
export type Tier = (typeof tiers)[number];

const maximumLabels = 20;

/** Labels that the requester adds; those of the platform are refused. */
export const labelsSchema = z
  .record(z.string().max(317), z.string().max(63))
  .superRefine((labels, check) => {
    const entries = Object.entries(labels);
    if (entries.length > maximumLabels) {
      check.addIssue({
        code: 'custom',
        message: `has ${entries.length} labels and ${maximumLabels} are allowed; leave some out`,
      });
      return;
    }
    for (const [key, value] of entries) {
      const problem = checkLabelKey(key) ?? checkLabelValue(value);
      if (problem) {
        check.addIssue({ code: 'custom', path: [key], message: problem });
      }
    }
  });

/** What a request for a namespace says beyond the common fields. */
export const namespaceSchema = z.strictObject({
  tier: z.enum(tiers).default('small'),
  podSecurity: z.enum(['baseline', 'restricted']).default('restricted'),
  labels: labelsSchema.default({}),
});

export type NamespaceSpec = z.output<typeof namespaceSchema>;
