import {
  ActionResult,
  Blocker,
  Condition,
  driftModes,
  DriftView,
  environmentClasses,
  InventoryItem,
  IssuedSecret,
  ResourceDetail,
  ResourceList,
  resourceStates,
  ResourceSummary,
  TimeView,
} from '@slipway/plugin-self-service-common';
import { z } from 'zod';
import { actionFields } from './kinds';
import { costSchema, costSumSchema } from './money';
import { fieldChange, requestDetailSchema } from './requests';
import {
  count,
  failureSchema,
  instant,
  json,
  labelled,
  pageOf,
} from './shared';

const summaryFields = {
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  state: z.enum(resourceStates),
  entityRef: z.string(),
  team: z.string(),
  environment: z.string(),
  environmentClass: z.enum(environmentClasses),
  target: z.string(),
  system: z.string().nullable(),
  component: z.string().nullable(),
  costCenter: z.string().nullable(),
  cost: costSchema.nullable(),
  createdAt: instant,
  updatedAt: instant,
  expiresAt: instant.nullable(),
  pinned: z.boolean(),
  protected: z.boolean(),
  facts: z.array(labelled),
  sample: z.boolean(),
};

export const resourceSummarySchema: z.ZodType<ResourceSummary> =
  z.object(summaryFields);

export const resourceListSchema: z.ZodType<ResourceList> = pageOf(
  resourceSummarySchema,
).extend({ cost: costSumSchema });

const conditionSchema: z.ZodType<Condition> = z.object({
  type: z.string(),
  status: z.enum(['true', 'false', 'unknown']),
  reason: z.string(),
  message: z.string(),
  since: instant,
});

const inventoryItemSchema: z.ZodType<InventoryItem> = z.object({
  key: z.string(),
  type: z.string(),
  reference: z.string(),
  wave: z.number().int(),
  state: z.enum(['present', 'removed']),
  since: instant,
});

export const driftSchema: z.ZodType<DriftView> = z.object({
  id: z.string(),
  itemKey: z.string(),
  itemType: z.string(),
  field: fieldChange,
  manager: z.string().nullable(),
  mode: z.enum(driftModes),
  state: z.enum(['open', 'corrected', 'gone']),
  firstSeenAt: instant,
  lastSeenAt: instant,
});

const timeSchema: z.ZodType<TimeView> = z.object({
  ttl: z.string().nullable(),
  expiresAt: instant.nullable(),
  warnAt: instant.nullable(),
  pauseAt: instant.nullable(),
  deleteAt: instant.nullable(),
  extendableUntil: instant.nullable(),
  pin: z
    .object({ reason: z.string(), by: z.string(), until: instant.nullable() })
    .nullable(),
  undoUntil: instant.nullable(),
});

const blockerSchema: z.ZodType<Blocker> = z.object({
  object: z.string(),
  finalizer: z.string().nullable(),
  message: z.string(),
});

export const resourceDetailSchema: z.ZodType<ResourceDetail> = z.object({
  ...summaryFields,
  spec: json,
  requestedBy: z.string(),
  templateVersion: z.string(),
  newestTemplateVersion: z.string(),
  generation: count,
  observedGeneration: count,
  conditions: z.array(conditionSchema),
  observation: z.object({
    known: z.boolean(),
    reason: z.string().nullable(),
    at: instant.nullable(),
  }),
  connection: z.array(labelled.extend({ help: z.string().optional() })),
  inventory: z.array(inventoryItemSchema),
  drift: z.array(driftSchema),
  failure: failureSchema.nullable(),
  time: timeSchema,
  actions: z.array(
    z.object({
      ...actionFields,
      allowed: z.boolean(),
      whyNot: z.string().nullable(),
    }),
  ),
  openRequestId: z.string().nullable(),
  dependants: z.array(z.object({ ref: z.string(), title: z.string() })),
  blockers: z.array(blockerSchema),
});

export const issuedSecretSchema: z.ZodType<IssuedSecret> = z.object({
  title: z.string(),
  content: z.string(),
  fileName: z.string(),
  expiresAt: instant,
  help: z.string(),
});

export const actionResultSchema: z.ZodType<ActionResult> = z.object({
  request: requestDetailSchema.optional(),
  resource: resourceDetailSchema,
  issued: issuedSecretSchema.optional(),
});
