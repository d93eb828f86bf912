import {
  FieldView,
  fieldType,
  JsonObject,
  JsonValue,
  readFieldText,
} from '@slipway/plugin-self-service-common';

/** What stands in the controls, by field; text is not trimmed yet. */
export type FieldValues = Record<string, JsonValue | undefined>;

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
      typeof text === 'string'
        ? readFieldText(fieldType(schema, name), text)
        : text;
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
