import {
  deliveryBatchSchema,
  historyBatchSchema,
} from '@slipway/plugin-dora-common';
import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import {
  changesQuerySchema,
  cursorSchema,
  deploymentIdSchema,
  deploymentsQuerySchema,
  metricsQuerySchema,
  scopeRowsQuerySchema,
  sourceIdSchema,
  unresolvedQuerySchema,
} from './queries';
import {
  changeSchema,
  deploymentDetailSchema,
  deploymentSchema,
  historyReceiptSchema,
  metricsReportSchema,
  pageOf,
  receiptSchema,
  sampleStateSchema,
  scopeRowSchema,
  sourceSchema,
} from './responses';

type Operation = {
  summary: string;
  path?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  status?: number;
  answer?: z.ZodType;
  csv?: boolean;
};

/** Every operation of the API; the router refuses to offer what is not here. */
export const operations: Record<string, Operation> = {
  'GET /metrics': {
    summary: 'The five metrics of a service, a team or the organisation',
    query: metricsQuerySchema,
    answer: metricsReportSchema,
  },
  'GET /services': {
    summary: 'The metrics of each service or team of a scope',
    query: scopeRowsQuerySchema,
    answer: pageOf(scopeRowSchema),
    csv: true,
  },
  'GET /deployments': {
    summary: 'The deployments behind a number',
    query: deploymentsQuerySchema,
    answer: pageOf(deploymentSchema),
    csv: true,
  },
  'GET /deployments/{id}': {
    summary: 'One deployment and its neighbours',
    path: deploymentIdSchema,
    answer: deploymentDetailSchema,
  },
  'GET /changes': {
    summary: 'The changes behind a lead time',
    query: changesQuerySchema,
    answer: pageOf(changeSchema),
    csv: true,
  },
  'POST /deliveries': {
    summary:
      'Send deployments; a batch is stored whole or not at all, and sending it again changes nothing',
    body: deliveryBatchSchema,
    status: 202,
    answer: receiptSchema,
  },
  'POST /histories': {
    summary: 'Send commits of a repository, in any order',
    body: historyBatchSchema,
    status: 202,
    answer: historyReceiptSchema,
  },
  'GET /sources': {
    summary: 'What each source did last',
    answer: z.object({ items: z.array(sourceSchema) }),
  },
  'POST /sources/{id}/import': {
    summary: 'Start the import of a configured source now',
    path: sourceIdSchema,
    status: 202,
    answer: z.object({ started: z.boolean() }),
  },
  'GET /sources/{id}/unresolved': {
    summary: 'Deployments of a source that wait for a commit',
    path: sourceIdSchema,
    query: unresolvedQuerySchema,
    answer: z.object({ items: z.array(z.record(z.string(), z.unknown())) }),
  },
  'GET /sources/{id}/cursor': {
    summary: 'How far a reader has come',
    path: sourceIdSchema,
    answer: z.object({
      cursor: z.record(z.string(), z.unknown()).nullable(),
    }),
  },
  'PUT /sources/{id}/cursor': {
    summary: 'Keep how far a reader has come',
    path: sourceIdSchema,
    body: cursorSchema,
    status: 204,
  },
  'GET /sample': {
    summary: 'Whether the sample data is there',
    answer: sampleStateSchema,
  },
  'DELETE /sample': {
    summary: 'Remove the sample data for good',
    answer: z.object({ deployments: z.number().int() }),
  },
};

/** The OpenAPI 3.1 document, made from the schemas that check the requests. */
export function openApiDocument(baseUrl: string): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const [name, operation] of Object.entries(operations)) {
    const [method, path] = name.split(' ');
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: describe(name, operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Slipway DORA API',
      version: '1',
      description:
        'Delivery metrics and the rows behind them. Instants are ISO 8601 in UTC, durations seconds, ratios 0 to 1.',
    },
    servers: [{ url: baseUrl }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function describe(name: string, operation: Operation): JsonObject {
  const status = String(operation.status ?? 200);
  return {
    operationId: name
      .replace(/[{}]/g, '')
      .replace(/[ /]+(\w)/g, (_, letter) => letter.toUpperCase()),
    summary: operation.summary,
    parameters: [
      ...parameters(operation.path, 'path'),
      ...parameters(operation.query, 'query'),
    ],
    ...(operation.body && {
      requestBody: { required: true, content: json(operation.body, 'input') },
    }),
    responses: {
      [status]: {
        description: operation.summary,
        ...(operation.answer && {
          content: {
            ...json(operation.answer, 'output'),
            ...(operation.csv && { 'text/csv': {} }),
          },
        }),
      },
      400: {
        description:
          'The request is wrong; the message says which field and rule',
      },
      403: { description: 'Not allowed; the message says who can grant it' },
    },
  };
}

function json(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  return { 'application/json': { schema: toJsonSchema(schema, io) } };
}

function parameters(
  schema: z.ZodObject | undefined,
  place: 'path' | 'query',
): JsonObject[] {
  if (!schema) {
    return [];
  }
  return Object.entries(schema.shape).map(([name, field]) => {
    const { description, ...rest } = toJsonSchema(field as z.ZodType, 'output');
    return {
      name,
      in: place,
      required: place === 'path',
      ...(description !== undefined && { description }),
      schema: rest,
    };
  });
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io });
  return JSON.parse(JSON.stringify(rest));
}
