import {
  ContextView,
  EnvironmentView,
  environmentClasses,
  KindView,
  resourceStates,
  TargetView,
} from '@slipway/plugin-self-service-common';
import { z } from 'zod';
import { count, instant, json } from './shared';

const fieldSchema = z.object({
  name: z.string(),
  label: z.string(),
  help: z.string(),
  control: z.enum([
    'text',
    'long-text',
    'number',
    'switch',
    'choice',
    'duration',
    'environment',
    'team',
    'system',
    'component',
    'target',
  ]),
  required: z.boolean(),
  default: z.unknown().optional(),
  choices: z
    .array(
      z.object({
        value: z.string(),
        label: z.string(),
        help: z.string().optional(),
      }),
    )
    .optional(),
  placeholder: z.string().optional(),
});

/** What an action says of itself, wherever it is listed. */
export const actionFields = {
  id: z.string(),
  title: z.string(),
  description: z.string(),
  type: z.enum(['change', 'issue', 'clone', 'destroy', 'time']),
  dangerous: z.boolean(),
  states: z.array(z.enum(resourceStates)),
  inputSchema: json,
  fields: z.array(fieldSchema),
};

export const kindSchema: z.ZodType<KindView> = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  templateVersions: z.array(
    z.object({ version: z.string(), summary: z.string() }),
  ),
  requestSchema: json,
  fields: z.array(fieldSchema),
  actions: z.array(z.object(actionFields)),
});

export const environmentSchema: z.ZodType<EnvironmentView> = z.object({
  name: z.string(),
  class: z.enum(environmentClasses),
  defaultTtl: z.string().nullable(),
  maximumTtl: z.string().nullable(),
});

export const targetSchema: z.ZodType<TargetView> = z.object({
  name: z.string(),
  title: z.string(),
  type: z.enum(['kubernetes', 'git']),
  kinds: z.array(z.string()),
  environments: z.array(z.string()),
  health: z.enum(['reachable', 'unreachable', 'unknown']),
  message: z.string(),
  version: z.string().nullable(),
  checkedAt: instant.nullable(),
  lastEventAt: instant.nullable(),
  resources: count,
});

export const contextSchema: z.ZodType<ContextView> = z.object({
  person: z.object({
    ref: z.string(),
    groups: z.array(z.string()),
    led: z.array(z.string()),
    platform: z.boolean(),
  }),
  teams: z.array(
    z.object({
      ref: z.string(),
      title: z.string(),
      costCenter: z.string().nullable(),
      mine: z.boolean(),
      led: z.boolean(),
    }),
  ),
  targets: z.array(targetSchema),
  environments: z.array(environmentSchema),
  mayRequest: z.boolean(),
  mayAudit: z.boolean(),
  mayAdmin: z.boolean(),
});
