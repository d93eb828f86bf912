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

/** The cost of a month; why it is not known shows on hover. */
export function CostText(props: { cost: CostEstimate | null }) {
  const { cost } = props;
  const unknown = cost?.unknown ?? [];
  return (
    <span
      title={
        unknown.length > 0
          ? `The price book has no price for ${unknown.join(', ')}`
          : undefined
      }
    >
      {costText(cost)}
    </span>
  );
}
