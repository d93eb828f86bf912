import { CostEstimate } from '@slipway/plugin-self-service-common';
import { formatMoney, formatMoneyChange } from '@slipway/ui';

/** An estimate in one phrase; what has no price is said and never 0. */
export function costText(cost: CostEstimate | null): string {
  if (!cost) return 'not known';
  const { amount, currency } = cost;
  return amount === null ? 'not known' : formatMoney({ amount, currency });
}

/** `+€20.60` against what it costs now; undefined where one is not known. */
export function costChange(
  cost: CostEstimate | null | undefined,
  before: CostEstimate | null | undefined,
): string | undefined {
  if (!cost || cost.amount === null) return undefined;
  if (!before || before.amount === null) return undefined;
  if (before.currency !== cost.currency) return undefined;
  return formatMoneyChange(
    { currency: before.currency, amount: before.amount },
    { currency: cost.currency, amount: cost.amount },
  );
}

/** What the number is, or why there is none. */
function basisOf(cost: CostEstimate | null): string | undefined {
  if (!cost) return undefined;
  return cost.unknown.length > 0
    ? `The price book has no price for ${cost.unknown.join(', ')}`
    : 'Estimate for a month of 730 hours, from the price book';
}

/** The cost of a month; its basis, or why it is not known, shows on hover. */
export function CostText(props: { cost: CostEstimate | null }) {
  const { cost } = props;
  return <span title={basisOf(cost)}>{costText(cost)}</span>;
}
