import { formatMoney, formatMoneyChange } from './money';

const en = { locale: 'en-GB' };
const eur = (amount: string) => ({ currency: 'EUR', amount });

describe('formatMoney', () => {
  it.each([
    [eur('41.2'), '€41.20'],
    [eur('1234.5'), '€1,234.50'],
    [eur('0'), '€0.00'],
    [eur('0.0031'), '< €0.01'],
    [eur('-3'), '−€3.00'],
    [{ currency: 'JPY', amount: '1200' }, '¥1,200'],
  ])('%j reads %s', (money, text) => {
    expect(formatMoney(money, en)).toBe(text);
  });
});

describe('formatMoneyChange', () => {
  it.each([
    ['20.60', '41.20', '+€20.60'],
    ['41.20', '20.60', '−€20.60'],
    ['41.20', '41.2000000001', 'no change'],
    ['0', '9.99', '+€9.99'],
  ])('from %s to %s is %s', (before, after, text) => {
    expect(formatMoneyChange(eur(before), eur(after), en)).toBe(text);
  });
});
