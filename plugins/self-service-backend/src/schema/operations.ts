import { z } from 'zod';
import { auditCheckQuery } from './auditCheckQuery';
import {
  actionBody,
  actionPreviewBody,
  approveBody,
  auditExportQuery,
  auditQuery,
  byEntityQuery,
  driftQuery,
  kindPath,
  ofResourceQuery,
  previewBody,
  quotaBody,
  quotaPath,
  quotasQuery,
  reasonBody,
  refuseBody,
  requestBody,
  requestPath,
  requestsQuery,
  resourceActionPath,
  resourceNamePath,
  resourcePath,
  resourcesQuery,
} from './queries';
import { previewOperations } from '../previews/previewSchemas';
import * as answers from './responses';

export type Operation = {
  summary: string;
  path?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Which of the body's fields a kind's own schema describes. */
  ofKind?: 'request' | 'action';
  /** Whether the body is signed, where no token comes with it. */
  signed?: boolean;
  status?: number;
  /** Another status that answers alike. */
  alsoStatus?: number;
  answer?: z.ZodType;
  /** Where the answer is not JSON. */
  mediaType?: string;
};

const reading: Record<string, Operation> = {
  'GET /context': {
    summary: 'Who asks, for which teams they may, and where',
    answer: answers.contextSchema,
  },
  'GET /kinds': {
    summary: 'What can be asked for',
    answer: z.array(answers.kindSchema),
  },
  'GET /kinds/{id}': {
    summary: 'One kind: its fields, actions and template versions',
    path: kindPath,
    answer: answers.kindSchema,
  },
  'GET /environments': {
    summary: 'Environments and the time to live that they ask for',
    answer: z.array(answers.environmentSchema),
  },
  'GET /targets': {
    summary: 'Where things are made, and how that is',
    answer: z.array(answers.targetSchema),
  },
  'GET /requests': {
    summary: 'Requests, newest first unless sorted otherwise',
    query: requestsQuery,
    answer: answers.pageOf(answers.requestSummarySchema),
  },
  'GET /requests/{id}': {
    summary: 'One request with its plan, verdicts, decisions and steps',
    path: requestPath,
    answer: answers.requestDetailSchema,
  },
  'GET /resources': {
    summary:
      'Resources, and what all that fit cost a month; those that have ended only when their state is named',
    query: resourcesQuery,
    answer: answers.resourceListSchema,
  },
  'GET /resources/by-entity': {
    summary: 'The resource of a catalog entity',
    query: byEntityQuery,
    answer: answers.resourceDetailSchema,
  },
  'GET /resources/{kind}/{target}/{name}': {
    summary: 'A resource by its kind, target and name',
    path: resourceNamePath,
    answer: answers.resourceDetailSchema,
  },
  'GET /resources/{id}': {
    summary: 'One resource with its conditions, drift, time and actions',
    path: resourcePath,
    answer: answers.resourceDetailSchema,
  },
  'GET /resources/{id}/requests': {
    summary: 'What was asked of a resource',
    path: resourcePath,
    query: ofResourceQuery,
    answer: answers.pageOf(answers.requestSummarySchema),
  },
  'GET /resources/{id}/drift': {
    summary: 'What differed from the plan, last seen first',
    path: resourcePath,
    query: driftQuery,
    answer: answers.pageOf(answers.driftSchema),
  },
};

const writing: Record<string, Operation> = {
  'POST /requests/preview': {
    summary: 'What a request would come to; nothing is stored',
    body: previewBody,
    ofKind: 'request',
    answer: answers.previewSchema,
  },
  'POST /requests': {
    summary:
      'Ask for a resource; 200 when the idempotency key was used before, with the first request',
    body: requestBody,
    ofKind: 'request',
    status: 201,
    alsoStatus: 200,
    answer: answers.requestDetailSchema,
  },
  'POST /requests/{id}/submit': {
    summary: 'Ask for a draft',
    path: requestPath,
    body: reasonBody,
    answer: answers.requestDetailSchema,
  },
  'POST /requests/{id}/approve': {
    summary: 'Approve the plan that was seen',
    path: requestPath,
    body: approveBody,
    answer: answers.requestDetailSchema,
  },
  'POST /requests/{id}/refuse': {
    summary: 'Refuse the plan that was seen, with a reason',
    path: requestPath,
    body: refuseBody,
    answer: answers.requestDetailSchema,
  },
  'POST /requests/{id}/cancel': {
    summary: 'Withdraw a request; what was made of it is taken back',
    path: requestPath,
    body: reasonBody,
    answer: answers.requestDetailSchema,
  },
  'POST /requests/{id}/retry': {
    summary: 'Go on from the step that failed',
    path: requestPath,
    body: reasonBody,
    answer: answers.requestDetailSchema,
  },
  'POST /requests/{id}/roll-back': {
    summary: 'Take back what a failed request has done',
    path: requestPath,
    body: reasonBody,
    answer: answers.requestDetailSchema,
  },
  'POST /resources/{id}/actions/{action}/preview': {
    summary: 'What an action would come to; nothing is stored',
    path: resourceActionPath,
    body: actionPreviewBody,
    ofKind: 'action',
    answer: answers.previewSchema,
  },
  'POST /resources/{id}/actions/{action}': {
    summary:
      'Ask for a change, an extension, a pause, something issued, an end',
    path: resourceActionPath,
    body: actionBody,
    ofKind: 'action',
    status: 202,
    answer: answers.actionResultSchema,
  },
};

const governing: Record<string, Operation> = {
  'GET /audit': {
    summary:
      'The audit, newest first. Of one resource or request for whoever may read that',
    query: auditQuery,
    answer: answers.pageOf(answers.auditRecordSchema),
  },
  'GET /audit/export': {
    summary: 'The audit as NDJSON, oldest first',
    query: auditExportQuery,
    mediaType: 'application/x-ndjson',
  },
  'GET /audit/check': {
    summary: 'Whether the chain of the audit is whole',
    query: auditCheckQuery,
    answer: answers.auditCheckSchema,
  },
  'GET /policies': {
    summary: 'Rules with their tests and waivers',
    answer: z.array(answers.policySchema),
  },
  'GET /policies/admission.yaml': {
    summary: 'The rules that a cluster can check itself, as YAML to apply',
    mediaType: 'application/yaml',
  },
  'GET /quotas': {
    summary: 'Limits, what is in use and what is left',
    query: quotasQuery,
    answer: z.array(answers.quotaSchema),
  },
  'PUT /quotas': {
    summary: 'Set a limit',
    body: quotaBody,
    answer: answers.quotaSchema,
  },
  'DELETE /quotas/{id}': {
    summary: 'Remove a limit that a person has set',
    path: quotaPath,
    body: reasonBody,
    status: 204,
  },
  'GET /prices': {
    summary: 'The price book',
    answer: z.array(answers.priceSchema),
  },
  'POST /sweep': {
    summary: 'Have every resource looked at now',
    status: 202,
    answer: z.object({ woken: answers.count }),
  },
};

/** Every operation of the API, by method and path. */
export const operations: Readonly<Record<string, Operation>> = {
  ...reading,
  ...writing,
  ...governing,
  ...previewOperations,
};
