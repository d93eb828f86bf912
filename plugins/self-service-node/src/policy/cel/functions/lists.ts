import type { Environment } from '@marcbachmann/cel-js';
import { CelError } from '../Cel';
import { isEqual } from '../equality';
import { Meter } from '../Meter';

const sync = { async: false } as const;

/** Kubernetes' list library: sum, min, max, isSorted, indexOf, lastIndexOf. */
export function registerLists(environment: Environment, meter: Meter): void {
  const charged =
    <T>(compute: (items: unknown[]) => T) =>
    (items: unknown[]) => {
      meter.charge(1 + items.length);
      return compute(items);
    };
  environment
    .registerFunction('list.sum(): dyn', charged(sum), sync)
    .registerFunction(
      'list.min(): dyn',
      charged(items => extreme(items, (a, b) => compare(a, b) < 0)),
      sync,
    )
    .registerFunction(
      'list.max(): dyn',
      charged(items => extreme(items, (a, b) => compare(a, b) > 0)),
      sync,
    )
    .registerFunction(
      'list.isSorted(): bool',
      charged(items =>
        items.every(
          (item, index) => index === 0 || compare(items[index - 1], item) <= 0,
        ),
      ),
      sync,
    );
  // Named as written for the type check, and as the guard writes them.
  for (const prefix of ['', '__']) {
    environment
      .registerFunction(
        `list.${prefix}indexOf(dyn): int`,
        (items: unknown[], value: unknown) =>
          BigInt(items.findIndex(item => isEqual(item, value, meter))),
        sync,
      )
      .registerFunction(
        `list.${prefix}lastIndexOf(dyn): int`,
        (items: unknown[], value: unknown) =>
          BigInt(items.findLastIndex(item => isEqual(item, value, meter))),
        sync,
      );
  }
}

type Sortable = number | bigint | string | boolean | Date;

function sum(items: unknown[]): number | bigint {
  if (items.every(item => typeof item === 'bigint')) {
    const total = items.reduce<bigint>((a, b) => a + b, 0n);
    if (BigInt.asIntN(64, total) !== total) {
      throw new CelError('evaluation', 'sum() is beyond 64 bits.');
    }
    return total;
  }
  return items.reduce<number>((total, item) => {
    if (typeof item !== 'number' && typeof item !== 'bigint') {
      throw new CelError('evaluation', 'sum() needs a list of numbers.');
    }
    return total + Number(item);
  }, 0);
}

function extreme(
  items: unknown[],
  isBetter: (a: Sortable, b: Sortable) => boolean,
): Sortable {
  const [first, ...rest] = items.map(asSortable);
  if (first === undefined) {
    throw new CelError(
      'evaluation',
      'min() and max() need a list that is not empty.',
    );
  }
  return rest.reduce(
    (best, item) => (isBetter(item, best) ? item : best),
    first,
  );
}

function compare(left: unknown, right: unknown): number {
  const [a, b] = [asSortable(left), asSortable(right)];
  const numbers = (value: Sortable) =>
    typeof value === 'bigint' || typeof value === 'number';
  if (typeof a !== typeof b && !(numbers(a) && numbers(b))) {
    throw new CelError('evaluation', 'A list of different types has no order.');
  }
  if (a < b) {
    return -1;
  }
  return a > b ? 1 : 0;
}

function asSortable(value: unknown): Sortable {
  if (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    value instanceof Date
  ) {
    return value;
  }
  throw new CelError(
    'evaluation',
    'Only numbers, texts and instants have an order.',
  );
}
