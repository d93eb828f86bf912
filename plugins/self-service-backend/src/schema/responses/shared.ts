import { cancelReasons, Failure } from '@slipway/plugin-self-service-common';
import { z } from 'zod';

/** Parts of answers that several of them have. */
export const instant = z.string().meta({ format: 'date-time' });
export const count = z.number().int().min(0);
export const json = z.record(z.string(), z.any());

export const labelled = z.object({ label: z.string(), value: z.string() });

export const cancelReason = z.enum(cancelReasons);

export const failureSchema: z.ZodType<Failure> = z.object({
  step: z.string(),
  cause: z.string(),
  remedy: z.string(),
  at: instant,
});

/** A page of a list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    total: count,
    next: z.string().nullable(),
  });
}
