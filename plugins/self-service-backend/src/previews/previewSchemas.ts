import { z } from 'zod';
import { page } from '../schema/queries';
import * as answers from '../schema/responses';
import type { Operation } from '../schema/operations';

const repository = z
  .string()
  .max(200)
  .regex(/^[\w.-]+\/[\w.-]+$/, 'an owner and a name, such as acme/shop');
const number = z.number().int().positive().max(2_000_000_000);

export const openPreviewBody = z.strictObject({
  repository,
  number,
  title: z.string().trim().min(1).max(300),
  link: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .optional(),
  component: z
    .string()
    .max(300)
    .optional()
    .describe('Of the catalog; by selfService.previews.repositories if absent'),
});

export const closePreviewBody = z.strictObject({ repository, number });

export const previewsQuery = z.strictObject({
  repository: repository.optional(),
  team: z.string().max(300).optional(),
  pullRequest: z.enum(['open', 'closed']).optional(),
  ...page,
});

export const previewSchema = z.object({
  id: z.string(),
  repository: z.string(),
  number: z.number(),
  title: z.string(),
  link: z.string().nullable(),
  component: z.string(),
  team: z.string(),
  pullRequest: z.enum(['open', 'closed']),
  resourceId: z.string().nullable(),
  resourceName: z.string().nullable(),
  resourceState: z.string().nullable(),
  address: z.string().nullable(),
  cost: answers.costSchema.nullable(),
  expiresAt: z.string().nullable(),
  problem: z.string().nullable(),
  updatedAt: z.string(),
});

/** What the API says of previews, for the OpenAPI document. */
export const previewOperations: Record<string, Operation> = {
  'GET /previews': {
    summary: 'Environments of pull requests, last active first',
    query: previewsQuery,
    answer: answers.pageOf(previewSchema),
  },
  'POST /previews': {
    summary:
      'A pull request is open, or was worked on: have an environment for it',
    body: openPreviewBody,
    answer: previewSchema,
  },
  'POST /previews/close': {
    summary: 'A pull request is closed: have its environment destroyed',
    body: closePreviewBody,
    answer: previewSchema,
  },
  'POST /previews/webhook': {
    summary: 'What a forge says of a pull request, as its webhook sends it',
    body: z.looseObject({}),
    signed: true,
    status: 202,
    answer: z.object({
      heard: z.boolean().describe('false: nothing that concerns previews'),
      id: z.string().optional().describe('Of the preview'),
    }),
  },
};
