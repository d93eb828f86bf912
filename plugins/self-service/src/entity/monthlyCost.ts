import { CostSum } from '@slipway/plugin-self-service-common';
import { formatMoney, formatQuantity } from '@slipway/ui';

/**
 * What several things cost in a month, by currency: `€41.20, and 2 resources
 * whose price is not known`.
 */
export function monthlyCost({ amounts, unknown }: CostSum): string {
  const known = amounts.map(amount => formatMoney(amount));
  if (unknown === 0) return known.join(' + ') || 'nothing';
  if (known.length === 0) return 'not known';
  return `${known.join(' + ')}, and ${formatQuantity(
    unknown,
    'resource',
  )} whose price is not known`;
}
