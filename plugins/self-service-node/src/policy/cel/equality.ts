import { Duration, UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import { CelError } from './Cel';
import { Address, Network } from './functions/addresses';
import { Quantity } from './functions/Quantity';
import { Url } from './functions/Url';
import { Meter } from './Meter';

/**
 * CEL's equality: numbers by value whatever their type, values of different
 * types unequal, lists and maps by what they hold. Counted value by value: two
 * short expressions can build lists of lists that share their elements and
 * would take for ever to compare.
 */
export function isEqual(left: unknown, right: unknown, meter: Meter): boolean {
  meter.charge(1);
  if (left === right) {
    return true;
  }
  const [a, b] = [asNumber(left), asNumber(right)];
  if (a !== undefined || b !== undefined) {
    // Of bigint and number on purpose: exact in every combination.
    // eslint-disable-next-line eqeqeq
    return a !== undefined && b !== undefined && a == b;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length &&
      left.every((item, index) => isEqual(item, right[index], meter))
    );
  }
  if (isMap(left) && isMap(right)) {
    return isEqualMap(entriesOf(left), entriesOf(right), meter);
  }
  return isEqualScalar(left, right);
}

/** `value in list` and `key in map`. */
export function isIn(
  value: unknown,
  container: unknown,
  meter: Meter,
): boolean {
  if (Array.isArray(container)) {
    return container.some(item => isEqual(value, item, meter));
  }
  if (isMap(container)) {
    meter.charge(1);
    return entriesOf(container).has(value);
  }
  throw new CelError(
    'evaluation',
    'What stands after in must be a list or a map.',
  );
}

/** Maps of the data are Map; those that an expression writes are objects. */
export function isMap(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value instanceof Map || Object.getPrototypeOf(value) === Object.prototype)
  );
}

export function entriesOf(map: object): Map<unknown, unknown> {
  return map instanceof Map ? map : new Map(Object.entries(map));
}

function isEqualMap(
  left: Map<unknown, unknown>,
  right: Map<unknown, unknown>,
  meter: Meter,
): boolean {
  return (
    left.size === right.size &&
    [...left].every(
      ([key, value]) => right.has(key) && isEqual(value, right.get(key), meter),
    )
  );
}

function asNumber(value: unknown): bigint | number | undefined {
  if (typeof value === 'bigint' || typeof value === 'number') {
    return value;
  }
  return value instanceof UnsignedInt ? value.value : undefined;
}

function isEqualScalar(left: unknown, right: unknown): boolean {
  if (left instanceof Date && right instanceof Date) {
    return left.getTime() === right.getTime();
  }
  if (left instanceof Duration && right instanceof Duration) {
    return left.seconds === right.seconds && left.nanos === right.nanos;
  }
  if (left instanceof Uint8Array && right instanceof Uint8Array) {
    return Buffer.from(left).equals(right);
  }
  if (left instanceof Quantity && right instanceof Quantity) {
    return left.compareTo(right) === 0;
  }
  for (const type of [Address, Network, Url]) {
    if (left instanceof type && right instanceof type) {
      return left.toString() === right.toString();
    }
  }
  return false;
}
