import { z } from 'zod';

const placeholders = /\{(component|repository|number)\}/g;

/** The name and address of a preview are made of these and nothing else. */
const template = z
  .string()
  .min(1)
  .refine(
    text => text.includes('{number}'),
    'must hold {number}, or two pull requests would share it',
  )
  .refine(
    text => !/[{}]/.test(text.replace(placeholders, '')),
    'may hold {component}, {repository} and {number} in braces, nothing else',
  );

/** Settings of `selfService.previews`; see config.d.ts. */
export const previewSettingsSchema = z.strictObject({
  kind: z.string().min(1).default('namespace'),
  environment: z.string().min(1).default('preview'),
  /** Further fields of each request, such as a tier. */
  inputs: z.record(z.string(), z.json()).default({}),
  /** How many a team may have at once. */
  capPerTeam: z.number().int().min(0).default(5),
  name: template.default('{component}-pr-{number}'),
  /** Where the preview answers; shown with it and sent to the pull request. */
  url: z.string().startsWith('https://').pipe(template).optional(),
  /** Whose pull requests make previews, and of what component. */
  repositories: z
    .array(
      z.strictObject({
        repository: z
          .string()
          .regex(
            /^[\w.-]+\/[\w.-]+$/,
            'an owner and a name, such as acme/shop',
          ),
        component: z.string().min(1),
      }),
    )
    .default([]),
  /** Webhooks of the forge are taken when there is a secret. */
  webhookSecret: z.string().min(16, 'at least 16 characters').optional(),
  /** Where comments go, and where the state of pull requests is read. */
  forge: z
    .strictObject({
      apiUrl: z.url({ protocol: /^https?$/ }).default('https://api.github.com'),
      token: z.string().min(1),
    })
    .optional(),
});

export type PreviewSettings = z.output<typeof previewSettingsSchema>;
