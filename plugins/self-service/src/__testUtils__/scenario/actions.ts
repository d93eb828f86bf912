import { action, field } from '../builders';

const tierField = field({
  name: 'tier',
  label: 'Tier',
  help: 'How much it may use at most.',
  control: 'choice',
  required: true,
  choices: [
    { value: 'small', label: 'Small' },
    { value: 'medium', label: 'Medium' },
    { value: 'large', label: 'Large' },
  ],
});

/** What a resource that is ready offers; one action has to wait. */
export const actions = [
  action({
    id: 'change-tier',
    title: 'Change tier',
    description: 'More or less CPU and memory, without a pause.',
    fields: [tierField],
  }),
  action({
    id: 'kubeconfig',
    title: 'Get a kubeconfig',
    description: 'A token of one hour, shown once.',
    type: 'issue',
  }),
  action({
    id: 'extend',
    title: 'Extend',
    description: 'Lives longer, up to the maximum of the environment.',
    type: 'time',
    fields: [
      field({
        name: 'by',
        label: 'By how much',
        control: 'duration',
        required: true,
        default: 'P7D',
      }),
    ],
  }),
  action({
    id: 'pin',
    title: 'Pin',
    description: 'Does not expire while there is a reason.',
    type: 'time',
    fields: [
      field({
        name: 'reason',
        label: 'Why it has to stay',
        control: 'long-text',
        required: true,
      }),
    ],
  }),
  action({
    id: 'wake',
    title: 'Wake',
    description: 'Starts its workloads again.',
    type: 'time',
    states: ['suspended'],
    allowed: false,
    whyNot: 'It is not paused.',
  }),
  action({
    id: 'clone',
    title: 'Clone to another environment',
    description: 'The same manifests anew; secrets are not copied.',
    type: 'clone',
    fields: [
      field({
        name: 'environment',
        label: 'Environment',
        control: 'environment',
        required: true,
      }),
    ],
  }),
  action({
    id: 'destroy',
    title: 'Delete',
    description: 'Removes it after a grace of 24 h in which it can be undone.',
    type: 'destroy',
    dangerous: true,
    fields: [
      field({
        name: 'confirm',
        label: 'Name, typed again',
        required: true,
      }),
    ],
  }),
];
