import { readQuantity } from '../../../quantity';
import { CelError } from '../Cel';

const perUnit = 1_000_000_000n;

/**
 * A resource quantity as Kubernetes writes it: `100m`, `1.5Gi`, `2e3`. Exact,
 * in billionths; what is finer is rounded away from zero, as Kubernetes does.
 */
export class Quantity {
  constructor(readonly billionths: bigint) {}

  /** @throws CelError when it is none */
  static parse(text: string): Quantity {
    const billionths = readQuantity(text);
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
    return readQuantity(text) !== undefined;
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
