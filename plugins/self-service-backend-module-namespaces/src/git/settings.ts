import { z } from 'zod';
import { targetFields } from '../targets/targetFields';

const segment = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/,
    'must be lower-case letters, digits, dashes and dots, 63 at most: it is a folder',
  );

const plainText = z
  .string()
  .min(1)
  .regex(/^[^<>\p{Cc}]+$/u, 'must not hold <, > or line breaks');

const forgeSchema = z.strictObject({
  /** Any API that speaks GitHub's REST v3. */
  type: z.literal('github').default('github'),
  apiUrl: z.url({ protocol: /^https?$/ }).default('https://api.github.com'),
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'must be owner/name'),
  token: z.string().min(1),
});

export type ForgeSettings = z.output<typeof forgeSchema>;

/** A repository from which a GitOps controller applies what it finds. */
export const gitTargetSchema = z
  .strictObject({
    ...targetFields,
    type: z.literal('git'),
    /** The folder under `environments/`; the target's name unless said. */
    cluster: segment.optional(),
    /** URL or path of a repository that is there already. */
    repository: z.string().min(1).optional(),
    /** Where Slipway makes a repository of its own when none is named. */
    path: z.string().min(1).optional(),
    branch: z
      .string()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9_-]*([./][A-Za-z0-9_-]+)*$/,
        'must be the name of a branch such as main',
      )
      .default('main'),
    /** Commit to the branch, or propose a branch for each request. */
    mode: z.enum(['straight', 'branch']).default('straight'),
    author: z
      .strictObject({ name: plainText, email: plainText })
      .default({ name: 'Slipway', email: 'slipway@slipway.invalid' }),
    /** Opens the pull requests of mode `branch`. */
    forge: forgeSchema.optional(),
    /** A live target that says what has become of it in the cluster. */
    statusFrom: z.string().min(1).optional(),
  })
  .refine(({ repository, path }) => !repository || !path, {
    path: ['path'],
    error:
      'is for a repository that Slipway makes; leave it out where `repository` names one',
  })
  .refine(({ forge, mode }) => !forge || mode === 'branch', {
    path: ['forge'],
    error: 'opens pull requests, so it needs `mode: branch`',
  });

export type GitTargetSettings = z.output<typeof gitTargetSchema>;
