import {
  FieldView,
  JsonObject,
  JsonValue,
} from '@slipway/plugin-self-service-common';

/** What stands in the controls, by field; text is not trimmed yet. */
export type FieldValues = Record<string, JsonValue | undefined>;

/** What JSON Schema says a field holds: `string`, `object`, `array`. */
function typeOf(schema: JsonObject, name: string): unknown {
  const { properties } = schema;
  if (typeof properties !== 'object' || properties === null) return undefined;
  const property: unknown = Reflect.get(properties, name);
  return typeof property === 'object' && property !== null
    ? Reflect.get(property, 'type')
    : undefined;
}

/** A text as the API takes it: a field of many has one of them on each line. */
function readText(type: unknown, text: string): JsonValue {
  if (type === 'object') return readRecord(text);
  return type === 'array' ? linesOf(text) : text;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
}

/** `a=b` a line each as an object; a line without `=` is a name without value. */
function readRecord(text: string): JsonObject {
  const pairs = linesOf(text).map(line => {
    const at = line.indexOf('=');
    return at < 0
      ? [line, '']
      : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  });
  return Object.fromEntries(pairs);
}

/** A value as it is typed; of many there is one on each line. */
export function toText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(String).join('\n');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, each]) => `${name}=${String(each)}`)
    .join('\n');
}

/**
 * What the controls hold as the API takes it: without what was left empty, so
 * that its own defaults apply.
 */
export function inputsOf(
  fields: readonly FieldView[],
  schema: JsonObject,
  values: FieldValues,
): JsonObject {
  const inputs: JsonObject = {};
  for (const { name } of fields) {
    const value = values[name];
    const text = typeof value === 'string' ? value.trim() : value;
    if (text === undefined || text === null || text === '') continue;
    inputs[name] =
      typeof text === 'string' ? readText(typeOf(schema, name), text) : text;
  }
  return inputs;
}

/** Whether there is something in a control. */
export function isFilled(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** Whether a default is something that a control can hold. */
export function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
