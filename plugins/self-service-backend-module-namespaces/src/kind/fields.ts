import { FieldView } from '@slipway/plugin-self-service-common';
import { tierSizes } from '../render/tiers';
import { tiers } from './spec';

/** Words for the form, by field. */
export const fields = {
  tier: {
    label: 'Tier',
    help: 'What the namespace is guaranteed. Pods may use twice as much CPU and memory when it is free.',
    control: 'choice',
    choices: tiers.map(tier => {
      const { cpu, memory, storage, pods } = tierSizes[tier];
      return {
        value: tier,
        label: tier,
        help: `${cpu} ${
          cpu === 1 ? 'core' : 'cores'
        }, ${memory} GiB memory, ${storage} GiB volumes, ${pods} pods`,
      };
    }),
  },
  podSecurity: {
    label: 'Pod Security',
    help: 'The Pod Security Standard that pods must meet to start.',
    control: 'choice',
    choices: [
      {
        value: 'restricted',
        label: 'restricted',
        help: 'No root, no privileges. For new services.',
      },
      {
        value: 'baseline',
        label: 'baseline',
        help: 'No known way to gain privileges; root is allowed.',
      },
    ],
  },
  labels: {
    label: 'Labels',
    help: 'One on each line, as name=value. Team, environment and cost center are set for you.',
    control: 'long-text',
    placeholder: 'purpose=load-test',
  },
} satisfies Record<string, Partial<FieldView>>;
