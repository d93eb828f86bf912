import { z } from 'zod';

/** What the settings of every target have, whatever its type. */
export const targetFields = {
  name: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,40}$/,
      'must be lower-case letters, digits and dashes that begin with a letter, 41 at most',
    ),
  /** For people; the name unless said. */
  title: z.string().min(1).optional(),
  /** Names of environments that it serves; all of them unless said. */
  environments: z.array(z.string().min(1)).optional(),
};
