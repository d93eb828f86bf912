import {
  AuditCheck,
  AuditRecord,
  ChainLink,
  PolicyView,
  severities,
} from '@slipway/plugin-self-service-common';
import { z } from 'zod';
import { count, instant, json } from './shared';

export const auditRecordSchema: z.ZodType<AuditRecord> = z.object({
  sequence: z.number().int().min(1),
  at: instant,
  event: z.string(),
  actor: z.string(),
  onBehalfOf: z.string().nullable(),
  resourceId: z.string().nullable(),
  resourceName: z.string().nullable(),
  requestId: z.string().nullable(),
  kind: z.string().nullable(),
  team: z.string().nullable(),
  environment: z.string().nullable(),
  reason: z.string().nullable(),
  planHash: z.string().nullable(),
  before: json.nullable(),
  after: json.nullable(),
  previousHash: z.string(),
  hash: z.string(),
});

const chainLink: z.ZodType<ChainLink> = z.object({
  sequence: count,
  hash: z.string(),
});

export const auditCheckSchema: z.ZodType<AuditCheck> = z.object({
  intact: z.boolean(),
  records: count,
  first: count.nullable(),
  last: count.nullable(),
  broken: z.object({ sequence: count, message: z.string() }).nullable(),
  anchor: chainLink.nullable(),
  head: chainLink.nullable(),
});

export const policySchema: z.ZodType<PolicyView> = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  severity: z.enum(severities),
  owner: z.string(),
  file: z.string(),
  source: z.string(),
  waivers: z.array(
    z.object({
      match: z.string(),
      until: z.string(),
      owner: z.string(),
      reason: z.string(),
      inForce: z.boolean(),
    }),
  ),
  tests: z.array(
    z.object({
      name: z.string(),
      expect: z.string(),
      passed: z.boolean(),
      detail: z.string(),
    }),
  ),
  admissionPolicy: z.string().nullable(),
});
