import { z } from 'zod';
import { quotaEffectSchema } from './money';
import { verdictSchema } from './requests';

/** What every answer that is not a success says. */
export const errorSchema = z.looseObject({
  error: z.looseObject({
    name: z.string(),
    message: z
      .string()
      .describe('Each field, what it held, the rule and the remedy'),
    problems: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .describe('Of a request that is not accepted: field by field'),
    verdicts: z.array(verdictSchema).optional(),
    quota: z.array(quotaEffectSchema).optional(),
  }),
});
