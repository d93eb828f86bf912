/** `amount` is a decimal in the currency's main unit, as text; null when a price is not known. */
export type CostEstimate = {
  currency: string;
  /** For a month of 730 hours. */
  amount: string | null;
  lines: Array<{
    sku: string;
    title: string;
    quantity: number;
    unit: string;
    /** Per unit and month; null when the price book has none. */
    unitPrice: string | null;
    amount: string | null;
    source: string | null;
  }>;
  /** Skus without a price: the amount is then a part only, and `amount` is null. */
  unknown: string[];
};

/** What several resources cost together in a month of 730 hours. */
export type CostSum = {
  /** One for each currency: a decimal in its main unit, as text. */
  amounts: Array<{ currency: string; amount: string }>;
  /** Of how many the amount is not known; they are in none of the sums. */
  unknown: number;
};

export type PriceView = {
  sku: string;
  title: string;
  unit: string;
  unitPrice: string;
  currency: string;
  validFrom: string;
  source: string;
};
