import { JsonObject, JsonValue } from './json';

/** What JSON Schema says a field holds: `string`, `integer`, `object`, `array`. */
export function fieldType(
  schema: JsonObject,
  name: string,
): string | undefined {
  const { properties } = schema;
  const property = isObject(properties) ? properties[name] : undefined;
  const type = isObject(property) ? property.type : undefined;
  return typeof type === 'string' ? type : undefined;
}

/**
 * What somebody typed for a field, in a form or on a command line, as the API
 * takes it: a number where one is asked for, of many one on each line. What
 * cannot be read so stays as it is, for the API to say what is wrong with it.
 *
 * @param type - of JSON Schema
 */
export function readFieldText(
  type: string | undefined,
  text: string,
): JsonValue {
  switch (type) {
    case 'object':
      return readJson(text, isObject) ?? readRecord(text);
    case 'array':
      return readJson(text, Array.isArray) ?? linesOf(text);
    case 'integer':
    case 'number':
      return readNumber(text);
    default:
      return text;
  }
}

function readNumber(text: string): JsonValue {
  const number = Number(text);
  return text.trim() === '' || !Number.isFinite(number) ? text : number;
}

function readJson(
  text: string,
  fits: (value: JsonValue) => boolean,
): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return fits(value) ? value : undefined;
  } catch {
    return undefined;
  }
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

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
