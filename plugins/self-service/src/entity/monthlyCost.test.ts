import { cost } from '../__testUtils__/builders';
import { monthlyCost } from './monthlyCost';

it('adds what is known, and says what is not', () => {
  const unknown = { ...cost(1, 1), amount: null, unknown: ['kubernetes.gpu'] };
  const dollars = { ...cost(1, 1), currency: 'USD', amount: '3.10' };
  expect(monthlyCost([])).toBe('nothing');
  expect(monthlyCost([cost(2, 4), cost(2, 4)])).toBe('€75.92');
  expect(monthlyCost([cost(2, 4), dollars])).toBe('€37.96 + $3.10');
  expect(monthlyCost([cost(2, 4), unknown])).toBe(
    '€37.96, and 1 resource whose price is not known',
  );
  expect(monthlyCost([unknown, null])).toBe('not known');
});
