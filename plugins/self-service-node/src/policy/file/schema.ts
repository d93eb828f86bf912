import {
  environmentClasses,
  severities,
} from '@slipway/plugin-self-service-common';
import { z } from 'zod';

const words = z.string().trim().min(1);
const identifier = z
  .string()
  .regex(
    /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
    'lower-case letters, digits and dashes, at most 63',
  );
const expression = z.string().trim().min(1);
const json = z.record(z.string(), z.json());

/** One that is never judged under that name would be a guardrail that is none. */
const action = words.refine(
  name => !['clone', '!clone'].includes(name),
  'a clone is judged as what it asks for: write create',
);

const match = z.strictObject({
  /** Kinds of resources; `*` is any. */
  kinds: z.array(words).min(1).default(['*']),
  /**
   * `create`, the ids of day-two actions, `destroy`; `*` is any that goes the
   * way of a request, and `!name` is none of that name. Taking something away is
   * left alone unless it is named, and so is what is done at once.
   */
  actions: z.array(action).min(1).default(['*', '!destroy']),
  environmentClasses: z
    .array(z.enum(environmentClasses))
    .min(1)
    .default([...environmentClasses]),
  /** Full references of owning groups; absent: any. */
  teams: z.array(words).min(1).optional(),
});

const validation = z
  .strictObject({
    /** Comes to true when all is well. */
    expression,
    message: words.optional(),
    /** Comes to the message; `message` is what is shown when it fails. */
    messageExpression: expression.optional(),
    remedy: words,
    field: words.optional(),
  })
  .refine(
    ({ message, messageExpression }) => message ?? messageExpression,
    'needs a message or a messageExpression',
  );

const day = z.iso.date('a day such as 2026-03-31');

/** An exception from a policy, with an owner and an end. */
export const waiverSchema = z.strictObject({
  /** All that is given must fit. */
  match: z
    .strictObject({
      team: words.optional(),
      name: words.optional(),
      kind: words.optional(),
      environment: words.optional(),
      environmentClass: z.enum(environmentClasses).optional(),
    })
    .refine(
      given => Object.keys(given).length > 0,
      'must say for what: team, name, kind, environment or environmentClass',
    ),
  /** The last day of it, in UTC. */
  until: day,
  owner: words,
  reason: words,
});

const test = z.strictObject({
  name: words,
  /** What differs from the example request; see docs/policies.md. */
  given: json.default({}),
  expect: z.enum(['pass', 'fail', 'waived', 'error']),
  /** Has to be a part of the message. */
  message: words.optional(),
});

export const policyFileSchema = z.strictObject({
  apiVersion: z.literal('slipway.dev/v1'),
  kind: z.literal('Policy'),
  metadata: z.strictObject({
    name: identifier,
    title: words,
    description: words,
    owner: words,
  }),
  spec: z.strictObject({
    severity: z.enum(severities),
    match: match.prefault({}),
    for: z.union([z.literal('request'), z.strictObject({ item: words })]),
    /** Values that the settings may replace: selfService.policies.params. */
    params: json.default({}),
    variables: z
      .array(
        z.strictObject({
          name: z
            .string()
            .regex(/^[a-zA-Z][a-zA-Z0-9]*$/, 'letters and digits'),
          expression,
        }),
      )
      .max(50)
      .default([]),
    validations: z.array(validation).min(1).max(50),
    /** Whether a rule that cannot be evaluated counts as broken. */
    failurePolicy: z.enum(['fail', 'ignore']).default('fail'),
    approvers: z
      .strictObject({
        leads: z.boolean().default(true),
        groups: z.array(words).default([]),
        /** The groups of permission.slipway.platformGroups. */
        platform: z.boolean().default(false),
      })
      .optional(),
    waivers: z.array(waiverSchema).default([]),
    tests: z.array(test).default([]),
  }),
});

export type Waiver = z.output<typeof waiverSchema>;

export type PolicyFile = z.output<typeof policyFileSchema>;
