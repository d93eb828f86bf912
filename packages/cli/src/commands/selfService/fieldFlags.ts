import { Command, Option } from 'commander';
import {
  FieldView,
  fieldType,
  JsonObject,
  readFieldText,
} from '@slipway/plugin-self-service-common';
import { UsageError } from '../../errors';

/** Of what can be asked for: its fields, and the JSON Schema of them. */
export type AskedFields = { fields: FieldView[]; schema: JsonObject };

/** What the commands themselves know, and a kind may call a field too. */
const taken = new Set([
  ...['as', 'draft', 'dry-run', 'file', 'help', 'json', 'key', 'reason'],
  ...['set', 'token', 'url', 'version', 'wait'],
]);

/**
 * Flags made of a kind's or an action's fields, so that a new field of a kind
 * is a flag without a change here.
 */
export function addFieldFlags(command: Command, of: AskedFields): Command {
  for (const field of of.fields) {
    command.addOption(flagOf(field, of.schema));
  }
  return command
    .option('--set <field=value>', 'a field by its name; JSON is read', collect)
    .option('--file <file>', 'fields from a YAML or JSON file');
}

function flagOf(field: FieldView, schema: JsonObject): Option {
  const flag = flagName(field.name);
  const help = describe(field);
  if (field.control === 'switch') {
    return new Option(`--${flag} [yes|no]`, help).preset('yes');
  }
  const type = fieldType(schema, field.name);
  if (type === 'object' || type === 'array') {
    const one = type === 'object' ? 'name=value' : 'value';
    return new Option(
      `--${flag} <${one}>`,
      `${help} Once for each, or JSON.`,
    ).argParser(collect);
  }
  const option = new Option(`--${flag} <${placeholder(field)}>`, help);
  return field.choices
    ? option.choices(field.choices.map(({ value }) => value))
    : option;
}

function describe(field: FieldView): string {
  const words = [
    field.label.toLocaleLowerCase('en-US'),
    field.required ? 'required' : '',
    field.default === undefined ? '' : `default: ${text(field.default)}`,
  ].filter(part => part !== '');
  return `${words.join('; ')}. ${field.help}`.trim();
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function placeholder(field: FieldView): string {
  return field.placeholder?.match(/^[\w./:-]+$/)
    ? field.placeholder
    : field.control;
}

/**
 * `costCenter` is `--cost-center`. A name that the command has itself, or that
 * would read as the opposite of another, is `--field-…`.
 */
export function flagName(field: string): string {
  const flag = field.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
  return taken.has(flag) || flag.startsWith('no-') ? `field-${flag}` : flag;
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

/**
 * The fields that flags say, beside those of a file; flags win.
 *
 * @throws UsageError for a number that is none or a `--set` without a field
 */
export function readFields(
  of: AskedFields,
  options: Record<string, unknown>,
  fromFile: Record<string, unknown> = {},
): Record<string, unknown> {
  const given = of.fields.flatMap(field => {
    const value = options[flagOf(field, of.schema).attributeName()];
    return value === undefined
      ? []
      : [[field.name, read(field, fieldType(of.schema, field.name), value)]];
  });
  const set = Array.isArray(options.set) ? options.set.map(readSet) : [];
  return { ...fromFile, ...Object.fromEntries([...set, ...given]) };
}

function read(
  field: FieldView,
  type: string | undefined,
  value: unknown,
): unknown {
  if (field.control === 'switch') {
    if (value !== true && value !== 'yes' && value !== 'no') {
      throw new UsageError(
        `--${flagName(field.name)}: '${value}' is neither yes nor no.`,
      );
    }
    return value !== 'no';
  }
  const typed = Array.isArray(value) ? value.join('\n') : String(value);
  const asked = readFieldText(type, typed);
  if (field.control === 'number' && typeof asked !== 'number') {
    throw new UsageError(
      `--${flagName(field.name)}: '${typed}' is not a number.`,
    );
  }
  return asked;
}

function readSet(pair: unknown): [string, unknown] {
  const [, field, value] = /^([\w-]+)=(.*)$/s.exec(String(pair)) ?? [];
  if (field === undefined) {
    throw new UsageError(
      `--set: '${pair}' must be a field and its value, such as labels={"app":"shop"}.`,
    );
  }
  try {
    return [field, JSON.parse(value)];
  } catch {
    return [field, value];
  }
}
