import { monthlyCost } from './monthlyCost';

it('says what is known in each currency, and what is not', () => {
  const euros = { currency: 'EUR', amount: '37.96' };
  const dollars = { currency: 'USD', amount: '3.1' };
  expect(monthlyCost({ amounts: [], unknown: 0 })).toBe('nothing');
  expect(monthlyCost({ amounts: [euros], unknown: 0 })).toBe('€37.96');
  expect(monthlyCost({ amounts: [euros, dollars], unknown: 0 })).toBe(
    '€37.96 + $3.10',
  );
  expect(monthlyCost({ amounts: [euros], unknown: 1 })).toBe(
    '€37.96, and 1 resource whose price is not known',
  );
  expect(monthlyCost({ amounts: [], unknown: 2 })).toBe('not known');
});
