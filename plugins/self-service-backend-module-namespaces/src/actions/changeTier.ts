import { DayTwoAction } from '@slipway/plugin-self-service-node';
import { z } from 'zod';
import { fields } from '../kind/fields';
import { namespaceSchema, NamespaceSpec, tiers } from '../kind/spec';

const schema = z.strictObject({ tier: z.enum(tiers) });

/** More or less room. What runs keeps running; what is too much cannot start anew. */
export const changeTier: DayTwoAction<NamespaceSpec> = {
  id: 'change-tier',
  type: 'change',
  title: 'Change tier',
  description:
    'Gives the namespace another quota. Pods that run already keep running; a smaller tier refuses new ones until there is room.',
  states: ['ready', 'drifted'],
  schema,
  fields: { tier: fields.tier },
  change: ({ spec }, input) => ({
    spec: namespaceSchema.parse({ ...spec, ...schema.parse(input) }),
  }),
};
