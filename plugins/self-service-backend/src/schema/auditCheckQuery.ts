import { readChainLink } from '@slipway/plugin-self-service-common';
import { z } from 'zod';

/** What somebody knows of the chain who checks it. */
export const auditCheckQuery = z.strictObject({
  noted: z
    .string()
    .transform((text, context) => {
      const link = readChainLink(text);
      if (!link) {
        context.addIssue(
          'the place and the hash of a record, such as 120:9f86…, from `head` of an earlier check',
        );
        return z.NEVER;
      }
      return link;
    })
    .optional()
    .describe(
      '`head` of an earlier check as sequence:hash, noted where nobody can change it: the record has to be in the chain still, or the chain was written anew',
    ),
});
