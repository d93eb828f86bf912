import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  driftModes,
  environmentClasses,
  quotaScopes,
} from '@slipway/plugin-self-service-common';
import { waiverSchema } from '@slipway/plugin-self-service-node';
import { Duration } from 'luxon';
import { z } from 'zod';
import { previewSettingsSchema } from './previews/previewSettings';
import {
  describeWrongSubject,
  quotaKey,
  readGroupRef,
  refuseRepeated,
} from './settingsRules';

const name = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,40}$/,
    'lower-case letters, digits and dashes, 41 at most, a letter first',
  );

const duration = z
  .string()
  .refine(
    text => Duration.fromISO(text).isValid && milliseconds(text) > 0,
    'must be an ISO 8601 duration longer than nothing, such as P30D or PT8H',
  );

const atLeast = (shortest: string, why: string) =>
  duration.refine(
    text => milliseconds(text) >= milliseconds(shortest),
    `must be at least ${shortest}: ${why}`,
  );

const groupRef = z.string().transform((text, context) => {
  const ref = readGroupRef(text);
  if (ref === undefined) {
    context.addIssue({
      code: 'custom',
      message: `"${text}" is not the reference of a group; write, for example, group:default/security`,
    });
    return z.NEVER;
  }
  return ref;
});

const environment = z
  .strictObject({
    class: z.enum(environmentClasses),
    /** Set at creation when the request names none; absent: lives until deleted. */
    defaultTtl: duration.optional(),
    maximumTtl: duration.optional(),
  })
  .refine(
    ({ defaultTtl, maximumTtl }) =>
      !defaultTtl ||
      !maximumTtl ||
      milliseconds(defaultTtl) <= milliseconds(maximumTtl),
    'defaultTtl must not be longer than maximumTtl',
  );

const approvalRule = z
  .strictObject({
    kinds: z.array(z.string()).default(['*']),
    actions: z
      .array(
        z
          .string()
          .refine(
            action => action !== 'clone',
            'a clone is asked for as something new: write create',
          ),
      )
      .default(['*']),
    environmentClasses: z.array(z.enum(environmentClasses)).min(1),
    /** Who may decide: leads of the owning team, and members of groups. */
    leads: z.boolean().default(true),
    groups: z.array(groupRef).default([]),
    separationOfDuty: z.boolean().default(true),
  })
  .refine(
    ({ leads, groups }) => leads || groups.length > 0,
    'nobody could approve: set leads to true or name groups',
  );

const quota = z
  .strictObject({
    scope: z.enum(quotaScopes),
    subject: z.string().min(1).default('*'),
    environmentClass: z.enum(environmentClasses).optional(),
    metric: name,
    unit: z.string().min(1),
    limit: z.number().nonnegative(),
  })
  .superRefine((value, context) => {
    const message = describeWrongSubject(value);
    if (message !== undefined) {
      context.addIssue({ code: 'custom', path: ['subject'], message });
    }
  });

const price = z.strictObject({
  sku: z.string().min(1),
  title: z.string().min(1),
  unit: z.string().min(1),
  unitPrice: z
    .string()
    .regex(/^\d+(\.\d{1,10})?$/, 'a decimal as text, such as "21.90"'),
  validFrom: z.iso.date('a day such as 2026-01-01'),
  source: z.string().min(1),
});

const freeze = z
  .strictObject({
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
    environmentClasses: z.array(z.enum(environmentClasses)).min(1),
    reason: z.string().min(1),
  })
  .refine(
    ({ from, to }) => Date.parse(from) < Date.parse(to),
    'from must be before to',
  );

const settingsSchema = z.strictObject({
  environments: z
    .record(name, environment)
    .refine(
      environments => Object.keys(environments).length > 0,
      'must name at least one environment',
    )
    .default({
      production: { class: 'production' },
      staging: { class: 'staging' },
      dev: { class: 'development', defaultTtl: 'P30D', maximumTtl: 'P180D' },
      preview: { class: 'preview', defaultTtl: 'P3D', maximumTtl: 'P14D' },
    }),
  costCenters: z.array(z.string().min(1)).default([]),
  requests: z
    .strictObject({ expireAfter: duration.default('P7D') })
    .prefault({}),
  approvals: z
    .array(approvalRule)
    .prefault([{ environmentClasses: ['production'] }]),
  quotas: z.array(quota).default([]).superRefine(refuseRepeated(quotaKey)),
  prices: z
    .strictObject({
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as EUR')
        .default('EUR'),
      entries: z
        .array(price)
        .default([])
        .superRefine(refuseRepeated(entry => [entry.sku, entry.validFrom])),
    })
    .prefault({}),
  policies: z
    .strictObject({
      /** Folders of policy files, beside those that are shipped. */
      directories: z.array(z.string().min(1)).default([]),
      /** Names of shipped policies that do not apply here. */
      disabled: z.array(z.string()).default([]),
      /** Values that shipped and own rules read as `params`, by policy. */
      params: z
        .record(z.string(), z.record(z.string(), z.unknown()))
        .default({}),
      /** Exceptions from policies whose files are not ours to edit. */
      waivers: z
        .array(waiverSchema.extend({ policy: z.string().min(1) }))
        .default([]),
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
      retention: atLeast('P30D', 'a shorter history explains nothing').default(
        'P90D',
      ),
    })
    .prefault({}),
  reconciler: z
    .strictObject({
      /** How many resources a replica works on at once. */
      concurrency: z.number().int().min(1).max(64).default(8),
      lease: atLeast(
        'PT2S',
        'a replica that is busy for a moment would lose its work',
      ).default('PT30S'),
      sweep: duration.default('PT10S'),
      /** After so many, and so long, a step has failed and waits for a person. */
      maximumAttempts: z.number().int().min(1).default(8),
      patience: duration.default('PT1H'),
    })
    .prefault({}),
  /** Sections of modules, which check them themselves. */
  namespaces: z.unknown().optional(),
  previews: previewSettingsSchema.prefault({}),
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
    const problems = result.error.issues.map(describeIssue);
    throw new InputError(
      `The self-service settings are wrong; correct them in app-config and start again. ${problems.join(
        '; ',
      )}`,
    );
  }
  return result.data;
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const place = ['selfService', ...issue.path].join('.');
  return issue.code === 'unrecognized_keys'
    ? `${place}: there is no setting ${issue.keys.join(', ')}; remove it`
    : `${place}: ${issue.message}`;
}

function milliseconds(text: string): number {
  return Duration.fromISO(text).toMillis();
}
