const perUnit = 1_000_000_000n;
const form =
  /^([+-]?)(?:(\d{1,40})\.?(\d{0,40})|\.(\d{1,40}))(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][+-]?\d{1,2})?$/;

const binary: Readonly<Record<string, bigint>> = {
  Ki: 2n ** 10n,
  Mi: 2n ** 20n,
  Gi: 2n ** 30n,
  Ti: 2n ** 40n,
  Pi: 2n ** 50n,
  Ei: 2n ** 60n,
};
const decimal: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

/**
 * Reads a resource quantity as Kubernetes writes it: `100m`, `1.5Gi`, `2e3`.
 * Grammar and rounding: kubernetes/apimachinery, `pkg/api/resource/quantity.go`.
 *
 * @returns billionths of the unit, exact; what is finer is rounded away from
 * zero. Undefined when it is no quantity
 */
export function readQuantity(text: string): bigint | undefined {
  const match = form.exec(text);
  if (!match) {
    return undefined;
  }
  const [, sign, whole = '', fraction = '', bare = '', suffix = ''] = match;
  const digits = fraction || bare;
  const scale = scaleOf(suffix);
  const amount = BigInt(`${whole}${digits}` || '0') * scale.factor * perUnit;
  const shift = scale.exponent - digits.length;
  const scaled =
    shift >= 0 ? amount * 10n ** BigInt(shift) : divideUp(amount, -shift);
  return sign === '-' ? -scaled : scaled;
}

function scaleOf(suffix: string): { factor: bigint; exponent: number } {
  if (Object.hasOwn(binary, suffix)) {
    return { factor: binary[suffix], exponent: 0 };
  }
  if (Object.hasOwn(decimal, suffix)) {
    return { factor: 1n, exponent: decimal[suffix] };
  }
  return { factor: 1n, exponent: Number(suffix.slice(1) || '0') };
}

function divideUp(amount: bigint, digits: number): bigint {
  const divisor = 10n ** BigInt(digits);
  return (amount + divisor - 1n) / divisor;
}
