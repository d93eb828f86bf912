import {
  environmentClasses,
  quotaScopes,
  requestStates,
  resourceStates,
} from '@slipway/plugin-self-service-common';
import { z } from 'zod';

/**
 * Paths, queries and bodies of the API. What a kind's own fields hold is checked
 * by the kind's schema.
 */
const name = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,40}$/,
    'lower-case letters, digits and dashes, 41 at most, a letter first',
  );

const entityRef = z
  .string()
  .max(300)
  .regex(
    /^[a-z]+:[\w.-]+\/[\w.-]+$/i,
    'a full entity reference such as group:default/checkout',
  )
  .transform(ref => ref.toLocaleLowerCase('en-US'));

const someone = z
  .string()
  .min(1)
  .max(300)
  .regex(
    /^[\w:./@-]+$/,
    'an entity reference such as user:default/ana.brandt, or the subject of a token',
  );

const uuid = z.uuid('an id such as 0b9a1c5e-0e6b-4a57-9d7e-0d1c8a1f5b11');

/** `a,b` and `a&…=b` alike. */
function listOf<T extends z.ZodType<string>>(item: T) {
  return z.preprocess(
    value =>
      (Array.isArray(value) ? value : [value]).flatMap(part =>
        typeof part === 'string' ? part.split(',') : [part],
      ),
    z.array(item).min(1).max(30),
  );
}

const flag = z
  .enum(['true', 'false'])
  .transform(text => text === 'true')
  .describe('true or false');

const search = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .describe('Words in the name, the title, the team or the component');

/** What each list takes that is answered in pages. */
export const page = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .describe('Items of a page'),
  cursor: z
    .string()
    .max(1000)
    .optional()
    .describe('`next` of the page before; the other parameters stay the same'),
};

const reason = z
  .string()
  .trim()
  .min(1, 'must say something')
  .max(1000)
  .describe('Why; kept in the audit');

const idempotencyKey = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\x21-\x7e]+$/, 'printable ASCII without spaces')
  .describe('Repeating with the same key answers with the first one');

const onBehalfOf = z
  .string()
  .regex(
    /^user:[\w.-]+\/[\w.-]+$/i,
    'a full reference such as user:default/ana.brandt',
  )
  .transform(ref => ref.toLocaleLowerCase('en-US'))
  .describe('For services only: the person they ask for; both are recorded');

/** The kind's and the common fields together. */
const inputs = z
  .record(z.string(), z.any())
  .describe('The fields of the kind; see requestSchema of GET /kinds/{id}');

export const kindPath = z.object({ id: name });
export const requestPath = z.object({ id: uuid });
export const quotaPath = z.object({ id: uuid });

export const resourceSorts = [
  'name',
  '-name',
  'createdAt',
  '-createdAt',
  'updatedAt',
  '-updatedAt',
  'expiresAt',
  '-expiresAt',
] as const;

export const resourcesQuery = z.strictObject({
  state: listOf(z.enum(resourceStates))
    .optional()
    .describe('One or several; those that have ended only when named'),
  team: entityRef.optional(),
  environment: name.optional(),
  environmentClass: z.enum(environmentClasses).optional(),
  kind: name.optional(),
  target: name.optional(),
  component: entityRef.optional(),
  system: entityRef.optional(),
  mine: flag
    .optional()
    .describe('Of the caller and of groups that they are in or lead'),
  expiring: flag.optional().describe('Those of which the time is nearly up'),
  search: search.optional(),
  sort: z.enum(resourceSorts).default('-updatedAt'),
  ...page,
});

export const byEntityQuery = z.strictObject({ ref: entityRef });

/** A resource by its id or by its kind, target and name. */
export const resourcePath = z.object({ id: uuid });
export const resourceNamePath = z.object({
  kind: name,
  target: name,
  name: z.string().min(1).max(253),
});

export const resourceActionPath = z.object({ id: uuid, action: name });

export const requestSorts = [
  'requestedAt',
  '-requestedAt',
  'updatedAt',
  '-updatedAt',
] as const;

export const requestsQuery = z.strictObject({
  state: listOf(z.enum(requestStates)).optional().describe('One or several'),
  team: entityRef.optional(),
  environment: name.optional(),
  kind: name.optional(),
  action: name.optional(),
  requestedBy: someone
    .optional()
    .describe('Who asked, or for whom a service did'),
  resourceId: uuid.optional(),
  decided: flag
    .optional()
    .describe('Those that somebody has approved or refused'),
  waitingForMe: flag
    .optional()
    .describe('Those on which the caller may decide now'),
  mine: flag
    .optional()
    .describe('Of the caller and of groups that they are in or lead'),
  search: search.optional(),
  sort: z.enum(requestSorts).default('-requestedAt'),
  ...page,
});

export const ofResourceQuery = z.strictObject(page);

export const driftQuery = z.strictObject({
  state: listOf(z.enum(['open', 'corrected', 'gone'])).optional(),
  ...page,
});

const instant = z.iso.datetime({
  offset: true,
  error: 'an instant such as 2026-03-02T09:30:00Z',
});

const auditFilter = {
  resourceId: uuid.optional(),
  requestId: uuid.optional(),
  actor: someone.optional(),
  event: z
    .string()
    .regex(/^[a-z][a-z.-]{0,60}\*?$/, 'such as request.approved or request.*')
    .optional(),
  team: entityRef.optional(),
  kind: name.optional(),
  environment: name.optional(),
  from: instant.optional().describe('The first instant of it'),
  to: instant.optional().describe('The first instant after it'),
  search: search.optional(),
};

export const auditQuery = z.strictObject({
  ...auditFilter,
  ...page,
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,15}$/, '`next` of the page before')
    .transform(Number)
    .optional()
    .describe('`next` of the page before'),
});

export const auditExportQuery = z.strictObject(auditFilter);
export type AuditFilter = z.output<typeof auditExportQuery>;

const submission = { onBehalfOf: onBehalfOf.optional() };

export const previewBody = z.strictObject({
  kind: name,
  inputs,
  reason: reason.optional(),
  ...submission,
});

export const requestBody = z.strictObject({
  kind: name,
  inputs,
  reason: reason.optional(),
  idempotencyKey: idempotencyKey.optional(),
  draft: z
    .boolean()
    .default(false)
    .describe('Keep it without asking for it yet'),
  ...submission,
});

export const approveBody = z.strictObject({
  planHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'plan.hash of the request as it was read'),
  reason: reason.optional(),
});

export const refuseBody = approveBody.extend({ reason });

/** Of what needs no more than a wish. */
export const reasonBody = z
  .strictObject({ reason: reason.optional(), ...submission })
  .prefault({});

export const actionPreviewBody = z
  .strictObject({
    input: inputs.default({}),
    reason: reason.optional(),
    ...submission,
  })
  .prefault({});

export const actionBody = z
  .strictObject({
    input: inputs.default({}),
    reason: reason.optional(),
    idempotencyKey: idempotencyKey.optional(),
    ...submission,
  })
  .prefault({});

export const quotasQuery = z.strictObject({
  team: entityRef.optional().describe('Only what this team is held to'),
});

export const quotaBody = z.strictObject({
  scope: z.enum(quotaScopes),
  subject: z.string().min(1).max(300),
  environmentClass: z.enum(environmentClasses).nullish(),
  metric: name,
  unit: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .describe('Where it is not known from the settings or from what exists'),
  limit: z.number().nonnegative().max(1e12),
  reason,
});
