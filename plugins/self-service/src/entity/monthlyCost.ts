import { CostEstimate } from '@slipway/plugin-self-service-common';
import { formatMoney, formatQuantity } from '@slipway/ui';

/**
 * What several things cost in a month, by currency: `€41.20, and 2 whose price
 * is not known`. For words only: amounts are added as numbers.
 */
export function monthlyCost(costs: ReadonlyArray<CostEstimate | null>): string {
  const sums = new Map<string, number>();
  let unknown = 0;
  for (const cost of costs) {
    if (cost && cost.amount !== null) {
      const sum = sums.get(cost.currency) ?? 0;
      sums.set(cost.currency, sum + Number(cost.amount));
    } else {
      unknown += 1;
    }
  }
  const known = [...sums].map(([currency, amount]) =>
    formatMoney({ currency, amount: String(amount) }),
  );
  if (unknown === 0) return known.join(' + ') || 'nothing';
  if (known.length === 0) return 'not known';
  return `${known.join(' + ')}, and ${formatQuantity(
    unknown,
    'resource',
  )} whose price is not known`;
}
