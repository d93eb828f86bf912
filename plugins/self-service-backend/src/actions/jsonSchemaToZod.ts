import { JsonObject, JsonValue } from '@slipway/plugin-self-service-common';
import type { z as zodV3, ZodTypeAny } from 'zod/v3';

type Zod = typeof zodV3;

/**
 * The fields of a JSON Schema object for the actions registry, which takes
 * schemas of zod 3 while kinds are written in zod 4. It says what an agent may
 * send; what is allowed, the kind's own schema decides. A part that is not
 * understood takes any value.
 */
export function objectToZod(z: Zod, schema: JsonObject) {
  const required = asList(schema.required);
  const fields = Object.entries(asObject(schema.properties)).map(
    ([name, property]): [string, ZodTypeAny] => {
      const field = toZod(z, asObject(property));
      return [name, required.includes(name) ? field : field.optional()];
    },
  );
  return z.object(Object.fromEntries(fields)).strict();
}

function toZod(z: Zod, schema: JsonObject): ZodTypeAny {
  const type = describe(plainType(z, schema), schema);
  return schema.default === undefined ? type : type.optional();
}

function plainType(z: Zod, schema: JsonObject): ZodTypeAny {
  const [first, ...more] = asList(schema.enum);
  if (typeof first === 'string') {
    return z.enum([first, ...more.map(String)]);
  }
  switch (schema.type) {
    case 'string':
      return z.string();
    case 'integer':
      return z.number().int();
    case 'number':
      return z.number();
    case 'boolean':
      return z.boolean();
    case 'array':
      return z.array(toZod(z, asObject(schema.items)));
    case 'object':
      return schema.properties === undefined
        ? z.record(toZod(z, asObject(schema.additionalProperties)))
        : objectToZod(z, schema);
    default:
      return z.any();
  }
}

function describe(type: ZodTypeAny, schema: JsonObject): ZodTypeAny {
  const words = [
    schema.description,
    schema.default === undefined
      ? undefined
      : `Default: ${JSON.stringify(schema.default)}`,
  ].filter(word => word !== undefined);
  return words.length > 0 ? type.describe(words.join(' ')) : type;
}

function asObject(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};
}

function asList(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}
