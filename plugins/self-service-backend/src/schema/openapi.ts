import { JsonObject } from '@slipway/plugin-self-service-common';
import { Kind } from '@slipway/plugin-self-service-node';
import { z } from 'zod';
import { previewSchema } from '../previews/previewSchemas';
import { KindSchemas, kindSchemas } from './kindSchemas';
import { Operation, operations } from './operations';
import * as answers from './responses';

/** Shapes that have a name of their own in the document. */
const named: Record<string, z.ZodType> = {
  ActionResult: answers.actionResultSchema,
  AuditCheck: answers.auditCheckSchema,
  AuditRecord: answers.auditRecordSchema,
  Context: answers.contextSchema,
  Cost: answers.costSchema,
  CostSum: answers.costSumSchema,
  Drift: answers.driftSchema,
  Environment: answers.environmentSchema,
  Error: answers.errorSchema,
  Kind: answers.kindSchema,
  Plan: answers.planSchema,
  Policy: answers.policySchema,
  Preview: answers.previewSchema,
  Price: answers.priceSchema,
  PullRequestPreview: previewSchema,
  Quota: answers.quotaSchema,
  QuotaEffect: answers.quotaEffectSchema,
  RequestDetail: answers.requestDetailSchema,
  RequestSummary: answers.requestSummarySchema,
  ResourceDetail: answers.resourceDetailSchema,
  ResourceList: answers.resourceListSchema,
  ResourceSummary: answers.resourceSummarySchema,
  Target: answers.targetSchema,
  Verdict: answers.verdictSchema,
};

const refusals = {
  400: 'The request is wrong; the message says which field, what it held and which rule',
  401: 'There is no valid token, or no valid signature',
  403: 'Not allowed; the message says who can grant it',
  404: 'There is no such thing; the message says what is',
  409: 'It has changed meanwhile; read it again and repeat',
  503: 'What it needs does not answer now; try again',
};

/** Of the forge's webhook. */
const signatureHeader = 'X-Hub-Signature-256';

const componentUri = (id: string) => `#/components/schemas/${id}`;

/** The name of each answer; one that several operations give has one name. */
const names = new Map<z.ZodType, string>(
  Object.entries(named).map(([id, schema]) => [schema, id]),
);
for (const [name, { answer }] of Object.entries(operations)) {
  if (answer && !names.has(answer)) {
    names.set(answer, answerName(name));
  }
}

/**
 * The OpenAPI 3.1 document, made from the schemas that check the requests.
 *
 * @param kinds - whose fields it describes
 */
export function openApiDocument(
  baseUrl: string,
  kinds: readonly Kind[],
): JsonObject {
  const paths: Record<string, JsonObject> = {};
  const ofKinds = kindSchemas(kinds);
  const schemas = { ...describeAnswers(), ...ofKinds.components };
  for (const [name, operation] of Object.entries(operations)) {
    const [method, path] = name.split(' ');
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: describe(name, operation, ofKinds),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Slipway self-service API',
      version: '1',
      description:
        'Ask for resources and changes, decide on requests, and read what became of them. Instants are ISO 8601 in UTC, durations ISO 8601, amounts of money decimals as text.',
    },
    servers: [{ url: baseUrl }],
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        signature: { type: 'apiKey', in: 'header', name: signatureHeader },
      },
    },
  };
}

/** All answers at once, so that one refers to the other by its name. */
function describeAnswers(): JsonObject {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of names) {
    registry.add(schema, { id });
  }
  const { schemas } = z.toJSONSchema(registry, { uri: componentUri });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => {
      const { $schema, $id, ...rest } = schema;
      return [id, plain(rest)];
    }),
  );
}

function answerName(name: string): string {
  const id = operationId(name);
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}Answer`;
}

function operationId(name: string): string {
  const [method, path] = name.split(' ');
  return `${method.toLowerCase()}${path
    .replace(/[{}]/g, '')
    .replace(/[/.-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
}

function describe(
  name: string,
  operation: Operation,
  ofKinds: KindSchemas,
): JsonObject {
  const answer = {
    description: operation.summary,
    ...describeContent(operation),
  };
  return {
    operationId: operationId(name),
    summary: operation.summary,
    parameters: [
      ...parameters(operation.path, 'path'),
      ...parameters(operation.query, 'query'),
    ],
    ...(operation.signed && { security: [{ signature: [] }] }),
    ...(operation.body && {
      requestBody: describeBody(operation.body, operation.ofKind, ofKinds),
    }),
    responses: {
      [String(operation.status ?? 200)]: answer,
      ...(operation.alsoStatus && { [String(operation.alsoStatus)]: answer }),
      ...Object.fromEntries(
        Object.entries({
          ...refusals,
          ...(operation.body && { 413: 'The body is too large' }),
        }).map(([status, description]) => [
          status,
          { description, ...describeContent({ answer: answers.errorSchema }) },
        ]),
      ),
    },
  };
}

function describeBody(
  body: z.ZodType,
  ofKind: Operation['ofKind'],
  ofKinds: KindSchemas,
): JsonObject {
  const schema = toJsonSchema(body);
  const described = {
    request: ofKinds.ofRequest,
    action: ofKinds.ofAction,
    none: (same: JsonObject) => same,
  }[ofKind ?? 'none'](schema);
  return {
    required: !body.safeParse(undefined).success,
    content: { 'application/json': { schema: described } },
  };
}

function describeContent({
  answer,
  mediaType,
}: Pick<Operation, 'answer' | 'mediaType'>): JsonObject {
  const name = answer && names.get(answer);
  if (name !== undefined) {
    const schema = { $ref: componentUri(name) };
    return { content: { 'application/json': { schema } } };
  }
  return mediaType ? { content: { [mediaType]: {} } } : {};
}

function parameters(
  schema: z.ZodObject | undefined,
  place: 'path' | 'query',
): JsonObject[] {
  if (!schema) {
    return [];
  }
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  });
  return Object.entries(properties).map(([name, field]) => {
    const { description, ...rest } = plain(field);
    return {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description !== undefined && { description }),
      schema: rest,
    };
  });
}

function toJsonSchema(schema: z.ZodType): JsonObject {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  });
  return plain(rest);
}

/** Without what JSON cannot hold. */
function plain(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
