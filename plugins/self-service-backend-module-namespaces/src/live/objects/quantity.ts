import { readQuantity } from '@slipway/plugin-self-service-node';

/**
 * Whether two quantities are the same amount: `1000m` and `1`, `1Gi` and
 * `1024Mi`. The API server writes them its own way.
 */
export function isSameQuantity(a: unknown, b: unknown): boolean {
  const amount = readQuantity(String(a));
  return amount !== undefined && amount === readQuantity(String(b));
}

/** Whether a quantity reaches a limit above zero. */
export function isAtLeast(value: unknown, limit: unknown): boolean {
  const [amount, least] = [value, limit].map(of => readQuantity(String(of)));
  return (
    amount !== undefined && least !== undefined && least > 0n && amount >= least
  );
}
