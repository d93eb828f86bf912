import { Command, Option } from 'commander';
import { FieldView } from '@slipway/plugin-self-service-common';
import { UsageError } from '../../errors';

/**
 * Flags made of a kind's or an action's fields, so that a new field of a kind
 * is a flag without a change here.
 */
export function addFieldFlags(command: Command, fields: FieldView[]): Command {
  for (const field of fields) {
    command.addOption(flagOf(field));
  }
  return command
    .option('--set <field=value>', 'a field by its name; JSON is read', collect)
    .option('--file <file>', 'fields from a YAML or JSON file');
}

function flagOf(field: FieldView): Option {
  const flag = flagName(field.name);
  const help = describe(field);
  if (field.control === 'switch') {
    return new Option(`--${flag} [yes|no]`, help).preset('yes');
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

/** `costCenter` is `--cost-center`. */
export function flagName(field: string): string {
  return field.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
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
  fields: FieldView[],
  options: Record<string, unknown>,
  fromFile: Record<string, unknown> = {},
): Record<string, unknown> {
  const given = fields.flatMap(field => {
    const value = options[field.name];
    return value === undefined ? [] : [[field.name, read(field, value)]];
  });
  const set = Array.isArray(options.set) ? options.set.map(readSet) : [];
  return { ...fromFile, ...Object.fromEntries([...set, ...given]) };
}

function read(field: FieldView, value: unknown): unknown {
  if (field.control === 'number') {
    const number = Number(value);
    if (value === '' || !Number.isFinite(number)) {
      throw new UsageError(
        `--${flagName(field.name)}: '${value}' is not a number.`,
      );
    }
    return number;
  }
  if (field.control === 'switch') {
    if (value !== true && value !== 'yes' && value !== 'no') {
      throw new UsageError(
        `--${flagName(field.name)}: '${value}' is neither yes nor no.`,
      );
    }
    return value !== 'no';
  }
  return value;
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
