import Decimal from 'decimal.js';
import { CostEstimate } from '../api';
import { CostDemand } from './plan';

/** Enough digits that no product or sum of prices is ever rounded. */
const Exact = Decimal.clone({ precision: 60, toExpPos: 40, toExpNeg: -40 });

/** One price: of a unit of a sku, for a month of 730 hours, from a day on. */
export type Price = {
  sku: string;
  title: string;
  unit: string;
  /** Decimal as text, in the book's currency. */
  unitPrice: string;
  /** The first day, in UTC, such as 2026-01-01. */
  validFrom: string;
  /** Where it is from: a contract, a list, a calculation. */
  source: string;
};

export type PriceBook = { currency: string; entries: readonly Price[] };

/**
 * The price that holds at an instant: of those that began, the one that began
 * last; of two from the same day, the later entry of the book. A price for
 * another unit is no price.
 */
export function findPrice(
  book: PriceBook,
  options: { sku: string; unit: string; at: Date },
): Price | undefined {
  const day = options.at.toISOString().slice(0, 10);
  return book.entries
    .filter(
      entry =>
        entry.sku === options.sku &&
        entry.unit === options.unit &&
        entry.validFrom <= day,
    )
    .reduce<Price | undefined>(
      (newest, entry) =>
        newest === undefined || entry.validFrom >= newest.validFrom
          ? entry
          : newest,
      undefined,
    );
}

/**
 * What is asked for, priced for a month of 730 hours: Σ quantity × unit price,
 * in exact decimals. A demand without a price is named in `unknown` and makes
 * the whole amount null: a part shown as the whole would mislead.
 */
export function estimateCost(
  book: PriceBook,
  demands: readonly CostDemand[],
  at: Date,
): CostEstimate {
  const lines = demands
    .filter(demand => demand.quantity !== 0)
    .map(demand => {
      const price = findPrice(book, { ...demand, at });
      return {
        ...demand,
        unitPrice: price?.unitPrice ?? null,
        amount: price
          ? new Exact(price.unitPrice).times(demand.quantity).toFixed()
          : null,
        source: price?.source ?? null,
      };
    });
  const unknown = [
    ...new Set(
      lines.filter(line => line.amount === null).map(({ sku }) => sku),
    ),
  ];
  const sum = lines.reduce(
    (total, line) => total.plus(line.amount ?? 0),
    new Exact(0),
  );
  return {
    currency: book.currency,
    amount: unknown.length > 0 ? null : sum.toFixed(),
    lines,
    unknown,
  };
}

/** `EUR 43.80 a month`, or what has no price: an unknown amount is never 0. */
export function describeCost({
  amount,
  currency,
  unknown,
}: Pick<CostEstimate, 'amount' | 'currency' | 'unknown'>): string {
  return amount === null
    ? `not known: no price for ${unknown.join(', ')}`
    : `${currency} ${withCents(amount)} a month`;
}

/** 28.7 is read as a price when it is 28.70; more digits stay as they are. */
function withCents(amount: string): string {
  const [whole, cents = ''] = amount.split('.');
  return `${whole}.${cents.padEnd(2, '0')}`;
}
