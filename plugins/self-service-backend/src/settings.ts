import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  driftModes,
  environmentClasses,
  quotaScopes,
} from '@slipway/plugin-self-service-common';
import { Duration } from 'luxon';
import { z } from 'zod';

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,40}$/, 'lower-case letters, digits and dashes');

const duration = z
  .string()
  .refine(
    text =>
      Duration.fromISO(text).isValid && Duration.fromISO(text).toMillis() > 0,
    'must be an ISO 8601 duration longer than nothing, such as P30D or PT8H',
  );

const environment = z.strictObject({
  class: z.enum(environmentClasses),
  /** Set at creation when the request names none; absent: lives until deleted. */
  defaultTtl: duration.optional(),
  maximumTtl: duration.optional(),
});

const approvalRule = z.strictObject({
  kinds: z.array(z.string()).default(['*']),
  actions: z.array(z.string()).default(['*']),
  environmentClasses: z.array(z.enum(environmentClasses)).min(1),
  /** Who may decide: leads of the owning team, and members of groups. */
  leads: z.boolean().default(true),
  groups: z.array(z.string()).default([]),
  separationOfDuty: z.boolean().default(true),
});

const quota = z.strictObject({
  scope: z.enum(quotaScopes),
  subject: z.string().min(1).default('*'),
  environmentClass: z.enum(environmentClasses).optional(),
  metric: z.string().min(1),
  unit: z.string().min(1),
  limit: z.number().nonnegative(),
});

const price = z.strictObject({
  sku: z.string().min(1),
  title: z.string().min(1),
  unit: z.string().min(1),
  unitPrice: z
    .string()
    .regex(/^\d+(\.\d{1,10})?$/, 'a decimal as text, such as "21.90"'),
  validFrom: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2026-01-01'),
  source: z.string().min(1),
});

const freeze = z.strictObject({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  environmentClasses: z.array(z.enum(environmentClasses)).min(1),
  reason: z.string().min(1),
});

const settingsSchema = z.strictObject({
  environments: z.record(name, environment).default({
    production: { class: 'production' },
    staging: { class: 'staging' },
    dev: { class: 'development', defaultTtl: 'P30D', maximumTtl: 'P180D' },
    preview: { class: 'preview', defaultTtl: 'P3D', maximumTtl: 'P14D' },
  }),
  costCenters: z.array(z.string().min(1)).default([]),
  requests: z
    .strictObject({ expireAfter: duration.default('P7D') })
    .prefault({}),
  approvals: z.array(approvalRule).default([
    {
      kinds: ['*'],
      actions: ['*'],
      environmentClasses: ['production'],
      leads: true,
      groups: [],
      separationOfDuty: true,
    },
  ]),
  quotas: z.array(quota).default([]),
  prices: z
    .strictObject({
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'an ISO 4217 code')
        .default('EUR'),
      entries: z.array(price).default([]),
    })
    .prefault({}),
  policies: z
    .strictObject({
      /** Folders of policy files, beside those that are shipped. */
      directories: z.array(z.string()).default([]),
      /** Names of shipped policies that do not apply here. */
      disabled: z.array(z.string()).default([]),
      /** Values that shipped and own rules read as `params`, by policy. */
      params: z
        .record(z.string(), z.record(z.string(), z.unknown()))
        .default({}),
    })
    .prefault({}),
  freezes: z.array(freeze).default([]),
  time: z
    .strictObject({
      /** Before expiry. */
      warnBefore: duration.default('P3D'),
      /** After expiry: paused for so long, then deletion begins. */
      pauseFor: duration.default('P1D'),
    })
    .prefault({}),
  deletion: z
    .strictObject({
      /** How long a deletion can be undone, by environment class. */
      grace: z
        .partialRecord(z.enum(environmentClasses), duration)
        .default({ production: 'P1D', staging: 'PT1H' }),
      /** After which a deletion that does not end is reported with what blocks it. */
      hangsAfter: duration.default('PT2M'),
    })
    .prefault({}),
  drift: z
    .strictObject({
      sweep: duration.default('PT10M'),
      modes: z
        .array(
          z.strictObject({
            kind: z.string(),
            type: z.string().default('*'),
            path: z.string().default('*'),
            mode: z.enum(driftModes),
          }),
        )
        .default([]),
    })
    .prefault({}),
  audit: z
    .strictObject({
      retention: duration
        .refine(
          text => Duration.fromISO(text).as('days') >= 30,
          'must be at least P30D: a shorter history explains nothing',
        )
        .default('P90D'),
    })
    .prefault({}),
  reconciler: z
    .strictObject({
      /** How many resources a replica works on at once. */
      concurrency: z.number().int().min(1).max(64).default(8),
      lease: duration.default('PT30S'),
      sweep: duration.default('PT10S'),
      /** After so many a step has failed and waits for a person. */
      maximumAttempts: z.number().int().min(1).default(8),
    })
    .prefault({}),
  /** Read by the module of that name. */
  namespaces: z.unknown().optional(),
  previews: z.unknown().optional(),
});

/** The plugin's settings, checked; see config.d.ts for what each means. */
export type SelfServiceSettings = z.output<typeof settingsSchema>;

/**
 * Reads `selfService` from the configuration.
 *
 * @throws InputError that names every wrong setting, its rule and its value
 */
export function readSettings(config?: Config): SelfServiceSettings {
  const raw = config?.getOptional('selfService') ?? {};
  const result = settingsSchema.safeParse(raw);
  if (!result.success) {
    const problems = result.error.issues.map(
      issue => `selfService.${issue.path.join('.')}: ${issue.message}`,
    );
    throw new InputError(
      `The self-service settings are wrong; correct them in app-config and start again. ${problems.join(
        '; ',
      )}`,
    );
  }
  return result.data;
}
