import { JsonObject } from '@slipway/plugin-self-service-common';

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
