import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { gitTargetSchema } from './git/settings';
import { liveTargetSchema } from './live/settings';
import { checkLabelKey, checkLabelValue } from './names/checkLabel';
import { defaultRenderOptions } from './render/context';

const section = 'selfService.namespaces';

const podLabels = z
  .record(z.string(), z.string())
  .refine(labels => Object.keys(labels).length > 0, 'needs at least one label')
  .superRefine((labels, check) => {
    for (const [key, value] of Object.entries(labels)) {
      // Name servers may be told by labels that are reserved on namespaces.
      const problem =
        checkLabelKey(key.slice(key.indexOf('/') + 1)) ??
        checkLabelValue(value);
      if (problem) {
        check.addIssue({ code: 'custom', path: [key], message: problem });
      }
    }
  });

const cidr = z.union([z.cidrv4(), z.cidrv6()], {
  error: 'must be a range such as 169.254.20.10/32',
});

const settingsSchema = z.strictObject({
  protectedNames: z.array(z.string().min(1)).default([]),
  protectedPrefixes: z.array(z.string().min(1)).default([]),
  clusterDomain: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'must be a DNS name')
    .default('cluster.local'),
  access: z
    .strictObject({
      groupName: z
        .string()
        .regex(
          /\{(name|ref)\}/,
          'must hold {name} or {ref}, or all teams would be one group',
        )
        .default(defaultRenderOptions.access.groupName),
      teamRole: z
        .enum(['view', 'edit', 'admin'])
        .default(defaultRenderOptions.access.teamRole),
      viewers: z.array(z.string().min(1)).default([]),
    })
    .prefault({}),
  dns: z
    .strictObject({
      podLabels: podLabels.default({ ...defaultRenderOptions.dns.podLabels }),
      cidrs: z.array(cidr).default([]),
      ports: z
        .array(z.number().int().min(1).max(65535))
        .min(1)
        .default([...defaultRenderOptions.dns.ports]),
    })
    .prefault({}),
  targets: z
    .array(z.discriminatedUnion('type', [gitTargetSchema, liveTargetSchema]))
    .default([
      gitTargetSchema.parse({
        name: 'local',
        title: 'Git on this machine',
        type: 'git',
      }),
    ])
    .superRefine((targets, check) => {
      const names = new Set<string>();
      for (const [index, target] of targets.entries()) {
        if (names.has(target.name)) {
          check.addIssue({
            code: 'custom',
            path: [index, 'name'],
            message: `there are two targets ${target.name}; rename one`,
          });
        }
        names.add(target.name);
        const from = target.type === 'git' ? target.statusFrom : undefined;
        const live = targets.some(
          other => other.type !== 'git' && other.name === from,
        );
        if (from !== undefined && !live) {
          check.addIssue({
            code: 'custom',
            path: [index, 'statusFrom'],
            message: `there is no target ${from} that is a cluster`,
          });
        }
      }
    }),
});

export type NamespaceSettings = z.output<typeof settingsSchema>;

/** The engine's own, where the settings name none; see its config.d.ts. */
const defaultEnvironments = ['production', 'staging', 'dev', 'preview'];

/**
 * Reads `selfService.namespaces`, and the names of all environments for targets
 * that serve every one.
 *
 * @throws InputError that names every wrong setting, its rule and its value
 */
export function readNamespaceSettings(config: Config): NamespaceSettings & {
  environments: string[];
} {
  const raw = config.getOptional(section) ?? {};
  const result = settingsSchema.safeParse(raw, {
    // What is wrong may be a token.
    reportInput: false,
  });
  if (!result.success) {
    const problems = result.error.issues.map(
      ({ path, message }) =>
        `${[section, ...path.map(String)].join('.')}: ${message}`,
    );
    throw new InputError(
      `The settings of namespaces are wrong; correct them in app-config and start again. ${problems.join(
        '; ',
      )}`,
    );
  }
  const environments =
    config.getOptionalConfig('selfService.environments')?.keys() ??
    defaultEnvironments;
  return { ...result.data, environments };
}
