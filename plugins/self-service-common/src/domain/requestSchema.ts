import { z } from 'zod';
import { FieldView } from '../api';
import { checkDuration } from './duration';
import { JsonObject } from './json';

const reference = z.string().max(200);

/**
 * What every request says, whatever its kind. Which names, teams, environments
 * and targets there are is looked up afterwards.
 */
const fields = {
  name: z.string().min(1, 'is missing; give it a name').max(253),
  team: reference.min(1, 'is missing; choose the team that owns it'),
  environment: z.string().min(1, 'is missing; choose an environment').max(41),
  target: z.string().max(41).optional(),
  costCenter: z.string().max(100).optional(),
  system: reference.optional(),
  component: reference.optional(),
  ttl: z
    .string()
    .max(40)
    .superRefine((text, context) => {
      const message = checkDuration(text);
      if (message !== undefined) {
        context.addIssue({ code: 'custom', message });
      }
    })
    .optional(),
};

const adoption = z.enum(['never', 'if-identical', 'always']).default('never');

export const commonRequestSchema = z.strictObject(fields);
export const adoptableRequestSchema = z.strictObject({ ...fields, adoption });

export type CommonRequest = z.output<typeof commonRequestSchema> & {
  adoption?: z.output<typeof adoption>;
};

/** Names that a kind's own fields cannot have. */
export const commonFieldNames: readonly string[] = [
  ...Object.keys(adoptableRequestSchema.shape),
  'reason',
];

const commonWords: Record<string, Partial<FieldView>> = {
  name: { help: 'What it will be called. It cannot be changed later.' },
  team: { control: 'team', help: 'Who owns it and answers for it.' },
  environment: {
    control: 'environment',
    help: 'What it is for. Rules, approval and time to live depend on it.',
  },
  target: {
    control: 'target',
    help: 'Where it is made. Without a choice: the first that serves the environment.',
  },
  costCenter: {
    label: 'Cost center',
    help: 'Who pays for it. Without one: the cost center of the team.',
  },
  system: {
    control: 'system',
    help: 'The system of the catalog it belongs to.',
  },
  component: {
    control: 'component',
    help: 'The component of the catalog that needs it.',
  },
  ttl: {
    label: 'Time to live',
    control: 'duration',
    placeholder: 'P30D',
    help: 'After this time it is paused and then deleted, each announced before. Without one: what the environment asks for.',
  },
  adoption: {
    label: 'If it exists already',
    help: 'What to do with something of this name that Slipway did not make.',
    choices: [
      { value: 'never', label: 'Refuse' },
      {
        value: 'if-identical',
        label: 'Take it over if it is as planned',
      },
      { value: 'always', label: 'Take it over and change it as planned' },
    ],
  },
};

/** The order a person thinks in: what, for whom, how large, then the rest. */
const first = ['name', 'team', 'environment', 'target'];

/** JSON Schema (2020-12) of what a caller may send, before defaults. */
export function toJsonSchema(schema: z.ZodObject): JsonObject {
  // It is JSON by definition; the round trip drops what is not.
  return JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input' })));
}

/** The schema of a whole request: the common fields and the kind's own. */
export function requestJsonSchema(
  own: z.ZodObject,
  options: { adoptable: boolean },
): JsonObject {
  const common = toJsonSchema(
    options.adoptable ? adoptableRequestSchema : commonRequestSchema,
  );
  const kind = toJsonSchema(own);
  return {
    ...common,
    ...(isObject(kind.$defs) && { $defs: kind.$defs }),
    properties: {
      ...asObject(common.properties),
      ...asObject(kind.properties),
    },
    required: [...asList(common.required), ...asList(kind.required)],
  };
}

/** The fields of a request for the form, in the order a person thinks in. */
export function requestFields(
  own: z.ZodObject,
  options: { adoptable: boolean; words: Record<string, Partial<FieldView>> },
): FieldView[] {
  const common = fieldsOf(
    options.adoptable ? adoptableRequestSchema : commonRequestSchema,
    commonWords,
  );
  return [
    ...common.filter(({ name }) => first.includes(name)),
    ...fieldsOf(own, options.words),
    ...common.filter(({ name }) => !first.includes(name)),
  ];
}

/**
 * A form's fields from a schema: the control by the type, the words as given,
 * else the field's name in words.
 */
export function fieldsOf(
  schema: z.ZodObject,
  words: Record<string, Partial<FieldView>>,
): FieldView[] {
  const json = toJsonSchema(schema);
  const required = asList(json.required);
  return Object.entries(asObject(json.properties)).map(([name, property]) => {
    const rule = asObject(property);
    const choices = asList(rule.enum).map(value => ({
      value: String(value),
      label: toWords(String(value)),
    }));
    return {
      name,
      label: toWords(name),
      help: typeof rule.description === 'string' ? rule.description : '',
      control: controlOf(rule),
      required: required.includes(name),
      ...(rule.default !== undefined && { default: rule.default }),
      ...(choices.length > 0 && { choices }),
      ...(Object.hasOwn(words, name) && words[name]),
    };
  });
}

function controlOf(rule: JsonObject): FieldView['control'] {
  if (rule.enum !== undefined) {
    return 'choice';
  }
  switch (rule.type) {
    case 'boolean':
      return 'switch';
    case 'integer':
    case 'number':
      return 'number';
    case 'object':
    case 'array':
      return 'long-text';
    default:
      return 'text';
  }
}

/** `keepDays` and `x-large` as `Keep days` and `X large`. */
function toWords(name: string): string {
  const text = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function asList(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
