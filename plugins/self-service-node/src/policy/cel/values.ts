import { CelError, CelValue } from './Cel';
import { CelLimits } from './limits';

type Count = { nodes: number; length: number };

/**
 * JSON, with instants as Date, in the engine's form. Objects become maps:
 * with them a key such as `constructor` or `__proto__` is a key and nothing
 * else.
 *
 * @throws CelError of kind `limit`
 */
export function toCelValue(data: unknown, limits: CelLimits): CelValue {
  return convert(data, 0, { nodes: 0, length: 0 }, limits) as CelValue;
}

/** A map in the engine's form, of values that are in it already. */
export function toCelRecord(results: ReadonlyMap<string, unknown>): CelValue {
  return new Map(results) as unknown as CelValue;
}

function convert(
  data: unknown,
  depth: number,
  count: Count,
  limits: CelLimits,
): unknown {
  count.nodes += 1;
  if (count.nodes > limits.dataNodes) {
    throw tooLarge(`more than ${limits.dataNodes} values`);
  }
  if (depth > limits.dataDepth) {
    throw tooLarge(`values nested deeper than ${limits.dataDepth}`);
  }
  if (typeof data === 'string') {
    return countText(data, count, limits);
  }
  if (typeof data === 'number') {
    return Number.isSafeInteger(data) ? BigInt(data) : data;
  }
  if (Array.isArray(data)) {
    return data.map(item => convert(item, depth + 1, count, limits));
  }
  if (typeof data !== 'object' || data === null || data instanceof Date) {
    return data ?? null;
  }
  const map = new Map<string, unknown>();
  for (const [key, value] of Object.entries(data)) {
    if (value !== undefined) {
      countText(key, count, limits);
      map.set(key, convert(value, depth + 1, count, limits));
    }
  }
  return map;
}

function countText(text: string, count: Count, limits: CelLimits): string {
  count.length += text.length;
  if (count.length > limits.dataLength) {
    throw tooLarge(`more than ${limits.dataLength} characters`);
  }
  return text;
}

function tooLarge(what: string): CelError {
  return new CelError('limit', `There is too much to look at: ${what}.`);
}
