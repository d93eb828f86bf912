const suffixes: Record<string, bigint> = {
  '': 1n,
  k: 10n ** 3n,
  M: 10n ** 6n,
  G: 10n ** 9n,
  T: 10n ** 12n,
  P: 10n ** 15n,
  E: 10n ** 18n,
  Ki: 2n ** 10n,
  Mi: 2n ** 20n,
  Gi: 2n ** 30n,
  Ti: 2n ** 40n,
  Pi: 2n ** 50n,
  Ei: 2n ** 60n,
};
const divisors: Record<string, bigint> = {
  n: 10n ** 9n,
  u: 10n ** 6n,
  m: 10n ** 3n,
};

type Fraction = { numerator: bigint; denominator: bigint };

/**
 * Whether two quantities are the same amount: `1000m` and `1`, `1Gi` and
 * `1024Mi`. The API server writes them its own way. Grammar:
 * kubernetes/apimachinery, `pkg/api/resource/quantity.go`.
 */
export function isSameQuantity(a: unknown, b: unknown): boolean {
  const [left, right] = [parseQuantity(a), parseQuantity(b)];
  return (
    left !== undefined &&
    right !== undefined &&
    left.numerator * right.denominator === right.numerator * left.denominator
  );
}

/** Whether a quantity reaches a limit above zero. */
export function isAtLeast(value: unknown, limit: unknown): boolean {
  const [left, right] = [parseQuantity(value), parseQuantity(limit)];
  return (
    left !== undefined &&
    right !== undefined &&
    right.numerator > 0n &&
    left.numerator * right.denominator >= right.numerator * left.denominator
  );
}

function parseQuantity(value: unknown): Fraction | undefined {
  const match =
    /^([+-]?)(\d{1,30})(?:\.(\d{0,30}))?(?:[eE]([+-]?\d{1,2})|([numkMGTPE]|[KMGTPE]i)?)$/.exec(
      String(value),
    );
  if (!match) {
    return undefined;
  }
  const [, sign, whole, decimals = '', exponent = '0', suffix = ''] = match;
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${decimals}`);
  const power = Number(exponent);
  return {
    numerator:
      digits * (suffixes[suffix] ?? 1n) * 10n ** BigInt(Math.max(power, 0)),
    denominator:
      10n ** BigInt(decimals.length) *
      (divisors[suffix] ?? 1n) *
      10n ** BigInt(Math.max(-power, 0)),
  };
}
