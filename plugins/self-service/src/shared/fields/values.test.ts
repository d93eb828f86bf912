import { FieldView } from '@slipway/plugin-self-service-common';
import { inputsOf, toText } from './values';

const field = (name: string): FieldView => ({
  name,
  label: name,
  help: '',
  control: 'text',
  required: false,
});

const schema = {
  properties: { labels: { type: 'object' }, hosts: { type: 'array' } },
};
const fields = ['name', 'labels', 'hosts', 'size', 'on'].map(field);

it('leaves out what is empty and trims what is typed', () => {
  const values = { name: ' cart ', labels: '', size: 0, on: false, other: 'x' };
  expect(inputsOf(fields, schema, values)).toEqual({
    name: 'cart',
    size: 0,
    on: false,
  });
});

it('reads names with values, a line each, and writes them back', () => {
  const values = { labels: 'tier = gold\n\nurl=a=b\nbare' };
  const { labels } = inputsOf(fields, schema, values);
  expect(labels).toEqual({ tier: 'gold', url: 'a=b', bare: '' });
  expect(toText(labels)).toBe('tier=gold\nurl=a=b\nbare=');
});

it('reads a list, an item each line, and writes it back', () => {
  const { hosts } = inputsOf(fields, schema, { hosts: 'a\n b \n' });
  expect(hosts).toEqual(['a', 'b']);
  expect(toText(hosts)).toBe('a\nb');
});
