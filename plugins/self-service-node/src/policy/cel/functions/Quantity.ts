import { CelError } from '../Cel';

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
 * A resource quantity as Kubernetes writes it: `100m`, `1.5Gi`, `2e3`. Exact,
 * in billionths; what is finer is rounded away from zero, as Kubernetes does.
 */
export class Quantity {
  constructor(readonly billionths: bigint) {}

  /** @throws CelError when it is none */
  static parse(text: string): Quantity {
    const billionths = parseBillionths(text);
    if (billionths === undefined) {
      throw new CelError(
        'evaluation',
        `${JSON.stringify(
          text.slice(0, 60),
        )} is not a quantity such as 100m or 1.5Gi.`,
      );
    }
    return new Quantity(billionths);
  }

  static isQuantity(text: string): boolean {
    return parseBillionths(text) !== undefined;
  }

  isInteger(): boolean {
    return (
      this.billionths % perUnit === 0n &&
      BigInt.asIntN(64, this.billionths / perUnit) === this.billionths / perUnit
    );
  }

  /** @throws CelError when it is not a whole number of 64 bits */
  asInteger(): bigint {
    if (!this.isInteger()) {
      throw new CelError('evaluation', 'The quantity is not a whole number.');
    }
    return this.billionths / perUnit;
  }

  asApproximateFloat(): number {
    return Number(this.billionths) / 1e9;
  }

  sign(): bigint {
    return BigInt(this.compareTo(new Quantity(0n)));
  }

  add(other: Quantity | bigint): Quantity {
    return new Quantity(this.billionths + billionthsOf(other));
  }

  sub(other: Quantity | bigint): Quantity {
    return new Quantity(this.billionths - billionthsOf(other));
  }

  compareTo(other: Quantity): -1 | 0 | 1 {
    if (this.billionths === other.billionths) {
      return 0;
    }
    return this.billionths < other.billionths ? -1 : 1;
  }
}

function billionthsOf(value: Quantity | bigint): bigint {
  return typeof value === 'bigint' ? value * perUnit : value.billionths;
}

function parseBillionths(text: string): bigint | undefined {
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
