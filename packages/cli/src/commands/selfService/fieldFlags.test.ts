import { Command } from 'commander';
import { FieldView } from '@slipway/plugin-self-service-common';
import { addAskOptions } from './kindOptions';
import { addFieldFlags, readFields } from './fieldFlags';

const field = (
  name: string,
  control: FieldView['control'] = 'text',
  more: Partial<FieldView> = {},
): FieldView => ({
  name,
  label: name,
  help: '',
  control,
  required: false,
  ...more,
});

const asked = {
  fields: [
    field('costCenter'),
    field('labels', 'long-text'),
    field('hosts', 'long-text'),
    field('size', 'number'),
    field('copies', 'choice', {
      choices: ['1', '3'].map(value => ({ value, label: value })),
    }),
    field('noCache', 'switch'),
    ...['key', 'json', 'wait', 'file', 'set', 'as', 'dryRun'].map(name =>
      field(name),
    ),
  ],
  schema: {
    properties: {
      costCenter: { type: 'string' },
      labels: { type: 'object' },
      hosts: { type: 'array' },
      size: { type: 'integer' },
      copies: { type: 'integer' },
      noCache: { type: 'boolean' },
    },
  },
};

function parse(...args: string[]): Record<string, unknown> {
  const command = addFieldFlags(addAskOptions(new Command()), asked)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  command.parse(args, { from: 'user' });
  return readFields(asked, command.opts());
}

it('reads each field as the type that it has', () => {
  expect(
    parse(
      ...['--cost-center', '12', '--size', '3', '--copies', '3'],
      ...['--labels', 'tier=gold', '--labels', 'url=a=b'],
      ...['--hosts', 'a.example', '--hosts', 'b.example'],
    ),
  ).toEqual({
    costCenter: '12',
    size: 3,
    copies: 3,
    labels: { tier: 'gold', url: 'a=b' },
    hosts: ['a.example', 'b.example'],
  });
  expect(parse('--labels', '{"a":"b"}', '--hosts', '["x"]')).toEqual({
    labels: { a: 'b' },
    hosts: ['x'],
  });
});

it('takes fields with names that the command has itself', () => {
  expect(
    parse(
      ...['--field-key', 'k', '--key', 'mine', '--field-dry-run', 'd'],
      ...['--field-file', 'f', '--field-no-cache', '--json'],
    ),
  ).toEqual({ key: 'k', dryRun: 'd', file: 'f', noCache: true });
  expect(parse('--field-no-cache', 'no')).toEqual({ noCache: false });
});

it('says which flag is wrong', () => {
  expect(() => parse('--size', 'many')).toThrow(
    "--size: 'many' is not a number",
  );
  expect(() => parse('--copies', '2')).toThrow(/Allowed choices are 1, 3/);
  expect(() => parse('--set', 'x')).toThrow(/--set: 'x' must be a field/);
});
