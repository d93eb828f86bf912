import { DayTwoAction } from '@slipway/plugin-self-service-node';
import { z } from 'zod';
import { fields } from '../kind/fields';
import { labelsSchema, namespaceSchema, NamespaceSpec } from '../kind/spec';

const schema = z.strictObject({ labels: labelsSchema });

/** Other labels of the team's own. Those of Slipway follow from the request. */
export const changeLabels: DayTwoAction<NamespaceSpec> = {
  id: 'change-labels',
  type: 'change',
  title: 'Change labels',
  description:
    'Replaces the labels of your own; a label that you leave out is taken away.',
  states: ['ready', 'drifted'],
  schema,
  fields: { labels: fields.labels },
  change: ({ spec }, input) => ({
    spec: namespaceSchema.parse({ ...spec, ...schema.parse(input) }),
  }),
};
