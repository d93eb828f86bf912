import { fieldType, readFieldText } from './fieldText';

it('knows what a field holds', () => {
  const schema = { properties: { labels: { type: 'object' } } };
  expect(fieldType(schema, 'labels')).toBe('object');
  expect(fieldType(schema, 'other')).toBeUndefined();
  expect(fieldType({}, 'labels')).toBeUndefined();
});

it.each([
  ['string', '12', '12'],
  [undefined, 'true', 'true'],
  ['integer', '12', 12],
  ['number', '-0.5', -0.5],
  ['number', 'many', 'many'],
  ['number', '', ''],
  [
    'object',
    'tier = gold\n\nurl=a=b\nbare',
    { tier: 'gold', url: 'a=b', bare: '' },
  ],
  ['object', '{"tier":"gold"}', { tier: 'gold' }],
  ['object', '__proto__=x', JSON.parse('{"__proto__":"x"}')],
  ['array', 'a\n b \n', ['a', 'b']],
  ['array', '["a, b", 1]', ['a, b', 1]],
])('reads what was typed for %s: %j', (type, text, value) => {
  expect(readFieldText(type, text)).toEqual(value);
});
