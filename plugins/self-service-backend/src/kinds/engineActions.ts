import {
  ActionView,
  checkDuration,
  FieldView,
  ResourceState,
} from '@slipway/plugin-self-service-common';
import { z } from 'zod';

/** Who of the owning team may do it; platform engineers always may. */
export type ActionRight = 'members' | 'leads';

/** What a resource can be asked to do, whoever provides it. */
export type ActionDefinition = Pick<
  ActionView,
  'id' | 'title' | 'description' | 'type' | 'dangerous'
> & {
  states: ResourceState[];
  schema: z.ZodObject;
  fields: Record<string, Partial<FieldView>>;
  right: ActionRight;
  /** Why it asks for a reason; absent where none is needed. */
  reasonNeeded?: string;
};

const settled: ResourceState[] = ['ready', 'drifted', 'suspended'];
const standing: ResourceState[] = [...settled, 'expiring', 'failed'];

const duration = z
  .string()
  .max(40)
  .superRefine((text, context) => {
    const message = checkDuration(text);
    if (message !== undefined) {
      context.addIssue({ code: 'custom', message });
    }
  });

const nothing = z.strictObject({});

export const extendInput = z.strictObject({ by: duration.optional() });
export const pinInput = z.strictObject({
  until: z.iso.datetime({ offset: true }).optional(),
});
export const transferInput = z.strictObject({
  team: z.string().min(1).max(200),
  costCenter: z.string().max(100).optional(),
});
export const upgradeInput = z.strictObject({
  version: z.string().max(100).optional(),
});
export const cloneInput = z.strictObject({
  name: z.string().min(1).max(253),
  environment: z.string().min(1).max(41),
  target: z.string().max(41).optional(),
  team: z.string().max(200).optional(),
  ttl: duration.optional(),
});
export const destroyInput = z.strictObject({
  confirmName: z.string().max(253),
  acceptDependants: z.boolean().default(false),
});

/**
 * What every kind's resources can be asked to do. A pin stops the clock beyond
 * any maximum, and a protection that is lifted can end in a deletion: both are
 * for leads, with a reason that the audit keeps.
 */
export const engineActions: readonly ActionDefinition[] = [
  {
    id: 'extend',
    type: 'time',
    title: 'Extend',
    description: 'Gives it more time to live, up to the maximum.',
    dangerous: false,
    states: standing,
    schema: extendInput,
    fields: {
      by: {
        label: 'By',
        control: 'duration',
        placeholder: 'P30D',
        help: 'How much longer. Without a choice: its time to live again.',
      },
    },
    right: 'members',
  },
  {
    id: 'pin',
    type: 'time',
    title: 'Pin',
    description: 'Stops its clock: it does not expire while it is pinned.',
    dangerous: false,
    states: standing,
    schema: pinInput,
    fields: {
      until: {
        label: 'Until',
        placeholder: '2026-12-31T00:00:00Z',
        help: 'When the pin ends. Without a choice: when somebody takes it away.',
      },
    },
    right: 'leads',
    reasonNeeded: 'is missing; say why it must not expire',
  },
  {
    id: 'unpin',
    type: 'time',
    title: 'Unpin',
    description: 'Lets its clock run again.',
    dangerous: false,
    states: standing,
    schema: nothing,
    fields: {},
    right: 'members',
  },
  {
    id: 'protect',
    type: 'time',
    title: 'Protect',
    description: 'Refuses every deletion until the protection is lifted.',
    dangerous: false,
    states: [...settled, 'failed'],
    schema: nothing,
    fields: {},
    right: 'members',
  },
  {
    id: 'unprotect',
    type: 'time',
    title: 'Lift protection',
    description: 'Lets it be deleted again.',
    dangerous: true,
    states: standing,
    schema: nothing,
    fields: {},
    right: 'leads',
    reasonNeeded: 'is missing; say why it needs no protection any more',
  },
  {
    id: 'pause',
    type: 'change',
    title: 'Pause',
    description: 'Puts it to sleep: it stays, and gives back what it uses.',
    dangerous: true,
    states: ['ready', 'drifted'],
    schema: nothing,
    fields: {},
    right: 'members',
  },
  {
    id: 'wake',
    type: 'change',
    title: 'Wake',
    description: 'Has it run again, if the quota has room for it.',
    dangerous: false,
    states: ['suspended'],
    schema: nothing,
    fields: {},
    right: 'members',
  },
  {
    id: 'transfer',
    type: 'change',
    title: 'Transfer',
    description:
      'Gives it to another team, once somebody who leads that team agrees.',
    dangerous: true,
    states: settled,
    schema: transferInput,
    fields: {
      team: { label: 'To team', control: 'team' },
      costCenter: {
        label: 'Cost center',
        help: 'Who pays from then on. Without one: the cost center of the new team.',
      },
    },
    right: 'members',
  },
  {
    id: 'upgrade',
    type: 'change',
    title: 'Upgrade',
    description: 'Moves it to a newer version of its template.',
    dangerous: false,
    states: settled,
    schema: upgradeInput,
    fields: {
      version: {
        label: 'To version',
        help: 'Without a choice: the newest.',
      },
    },
    right: 'members',
  },
  {
    id: 'clone',
    type: 'clone',
    title: 'Clone',
    description:
      'Asks for another one like it, made anew. Secrets and data do not go along.',
    dangerous: false,
    states: settled,
    schema: cloneInput,
    fields: {
      environment: { control: 'environment' },
      target: { control: 'target' },
      team: { control: 'team', help: 'Without a choice: the same team.' },
      ttl: { label: 'Time to live', control: 'duration', placeholder: 'P30D' },
    },
    right: 'members',
  },
  {
    id: 'destroy',
    type: 'destroy',
    title: 'Delete',
    description: 'Removes it and all that belongs to it.',
    dangerous: true,
    states: standing,
    schema: destroyInput,
    fields: {
      confirmName: {
        label: 'Its name',
        help: 'Type the name of what is to be deleted.',
      },
      acceptDependants: {
        label: 'Delete although others depend on it',
      },
    },
    right: 'members',
  },
  {
    id: 'undo-destroy',
    type: 'time',
    title: 'Undo deletion',
    description: 'Takes a deletion back while that is possible.',
    dangerous: false,
    states: ['expiring'],
    schema: nothing,
    fields: {},
    right: 'members',
  },
];
