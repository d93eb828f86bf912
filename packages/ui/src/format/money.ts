import { FormatLocale } from './number';

/** An amount as it comes from a price book: exact, as text. */
export type Money = {
  /** ISO 4217: `EUR`. */
  currency: string;
  /** A decimal in the currency's main unit, such as `41.20`. */
  amount: string;
};

/**
 * An amount of money in the reader's locale, with the currency's own number of
 * decimals: `€41.20`. Less than the smallest coin is `< €0.01`, never `€0.00`.
 */
export function formatMoney(money: Money, options: FormatLocale = {}): string {
  const format = new Intl.NumberFormat(options.locale, {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: 'narrowSymbol',
  });
  const value = Number(money.amount);
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  const smallest = 10 ** -decimals;
  if (value !== 0 && Math.abs(value) < smallest / 2) {
    return `< ${format.format(smallest)}`;
  }
  return format.format(value).replace('-', '−');
}

/**
 * What changes by going from one amount to another: `+€20.60`, `−€3.00`,
 * `no change`. The two must be of one currency.
 */
export function formatMoneyChange(
  before: Money,
  after: Money,
  options: FormatLocale = {},
): string {
  const change = Number(after.amount) - Number(before.amount);
  // Amounts carry up to ten decimals; a double keeps the cents of any budget.
  if (Math.abs(change) < 0.005) return 'no change';
  const text = formatMoney(
    { currency: after.currency, amount: String(Math.abs(change)) },
    options,
  );
  return `${change > 0 ? '+' : '−'}${text}`;
}
