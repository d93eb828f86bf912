import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { HumanDuration } from '@backstage/types';
import {
  isTimeZone,
  leadTimeStarts,
  LeadTimeStart,
  ReportYear,
  reportYears,
} from '@slipway/plugin-dora-common';
import { z } from 'zod';

/**
 * Which environment a source's own name stands for. Only what is listed is
 * mapped: a name that merely looks like production is counted and shown, never
 * guessed.
 */
export class EnvironmentMap {
  readonly #byRawName = new Map<string, string>();

  constructor(environments: Record<string, string[]>) {
    for (const [environment, names] of Object.entries(environments)) {
      for (const name of names) {
        const taken = this.#byRawName.get(name.toLowerCase());
        if (taken && taken !== environment) {
          throw new InputError(
            `dora.environments: '${name}' is listed under ${taken} and ${environment}; leave it under one of them`,
          );
        }
        this.#byRawName.set(name.toLowerCase(), environment);
      }
    }
  }

  /** Null when the name is not mapped. Case does not matter. */
  map(rawName: string): string | null {
    return this.#byRawName.get(rawName.toLowerCase()) ?? null;
  }
}

/** The plugin's settings, checked; see config.d.ts for what each means. */
export type DoraSettings = {
  timeZone: string;
  leadTimeStart: LeadTimeStart;
  reportYear: ReportYear;
  environments: EnvironmentMap;
  /** Days without a word after which a source is called silent. */
  silentAfterDays: number;
  gitSources: ScheduledGitSource[];
};

/** A configured Git source: when it is read, and what (see dora-node). */
export type ScheduledGitSource = {
  definition: Record<string, unknown>;
  frequency: HumanDuration;
  timeout: HumanDuration;
};

const durationSchema = z.strictObject({
  years: z.number().optional(),
  months: z.number().optional(),
  weeks: z.number().optional(),
  days: z.number().optional(),
  hours: z.number().optional(),
  minutes: z.number().optional(),
  seconds: z.number().optional(),
  milliseconds: z.number().optional(),
});

const gitSourceSchema = z
  .looseObject({
    schedule: z
      .strictObject({
        frequency: durationSchema.default({ minutes: 10 }),
        timeout: durationSchema.default({ hours: 1 }),
      })
      .default({ frequency: { minutes: 10 }, timeout: { hours: 1 } }),
  })
  .transform(({ schedule, ...definition }) => ({ definition, ...schedule }));

const environmentsSchema = z.record(
  z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and dashes'),
  z.array(z.string().min(1)).min(1),
);

const settingsSchema = z.strictObject({
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin')
    .default('UTC'),
  leadTime: z
    .strictObject({ start: z.enum(leadTimeStarts).default('committed') })
    .default({ start: 'committed' }),
  bands: z
    .strictObject({ reportYear: z.literal(reportYears).default(2023) })
    .default({ reportYear: 2023 }),
  environments: environmentsSchema.default({
    production: ['production', 'prod', 'live'],
    staging: ['staging', 'preprod'],
  }),
  silentAfterDays: z.number().int().positive().default(7),
  sources: z
    .strictObject({
      git: z.array(gitSourceSchema).default([]),
    })
    .default({ git: [] }),
});

/**
 * Reads `dora` from the configuration.
 *
 * @throws InputError that names every wrong setting, its rule and its value
 */
export function readSettings(config?: Config): DoraSettings {
  const raw = config?.getOptional('dora') ?? {};
  const result = settingsSchema.safeParse(raw);
  if (!result.success) {
    const problems = result.error.issues.map(
      issue => `dora.${issue.path.join('.')}: ${issue.message}`,
    );
    throw new InputError(
      `The DORA settings are wrong; correct them in app-config and start again. ${problems.join(
        '; ',
      )}`,
    );
  }
  const { timeZone, leadTime, bands, environments, silentAfterDays, sources } =
    result.data;
  return {
    timeZone,
    leadTimeStart: leadTime.start,
    reportYear: bands.reportYear,
    environments: new EnvironmentMap(environments),
    silentAfterDays,
    gitSources: sources.git,
  };
}
