import {
  CostEstimate,
  CostSum,
  environmentClasses,
  PriceView,
  QuotaEffect,
  quotaScopes,
  QuotaView,
} from '@slipway/plugin-self-service-common';
import { z } from 'zod';
import { count } from './shared';

/** Exact decimals are text; null means that a price is not known. */
const amount = z.string().nullable();

export const costSchema: z.ZodType<CostEstimate> = z.object({
  currency: z.string(),
  amount,
  lines: z.array(
    z.object({
      sku: z.string(),
      title: z.string(),
      quantity: z.number(),
      unit: z.string(),
      unitPrice: amount,
      amount,
      source: z.string().nullable(),
    }),
  ),
  unknown: z.array(z.string()),
});

export const costSumSchema: z.ZodType<CostSum> = z.object({
  amounts: z.array(z.object({ currency: z.string(), amount: z.string() })),
  unknown: count,
});

export const priceSchema: z.ZodType<PriceView> = z.object({
  sku: z.string(),
  title: z.string(),
  unit: z.string(),
  unitPrice: z.string(),
  currency: z.string(),
  validFrom: z.string(),
  source: z.string(),
});

const quotaFields = {
  id: z.string(),
  scope: z.enum(quotaScopes),
  subject: z.string(),
  environmentClass: z.enum(environmentClasses).nullable(),
  metric: z.string(),
  unit: z.string(),
  limit: z.number(),
  used: z.number(),
  paused: z.number(),
  left: z.number(),
  origin: z.enum(['settings', 'person']).optional(),
};

export const quotaSchema: z.ZodType<QuotaView> = z.object(quotaFields);

export const quotaEffectSchema: z.ZodType<QuotaEffect> = z.object({
  ...quotaFields,
  asked: z.number(),
  exceeded: z.boolean(),
});
