import { Duration } from '@marcbachmann/cel-js/evaluator';
import { entriesOf, isMap } from '../equality';
import { Meter } from '../Meter';

/** A value as text for %s: plain texts as they are, lists and maps as written. */
export function describeValue(value: unknown, meter: Meter): string {
  meter.charge(1);
  if (typeof value === 'string') {
    return value;
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (value instanceof Duration) {
    return value.toString();
  }
  if (Array.isArray(value)) {
    return within(
      `[${value.map(item => describeValue(item, meter)).join(', ')}]`,
      meter,
    );
  }
  if (isMap(value)) {
    const entries = [...entriesOf(value)].map(
      ([key, item]) =>
        `${describeValue(key, meter)}: ${describeValue(item, meter)}`,
    );
    return within(`{${entries.join(', ')}}`, meter);
  }
  return String(value);
}

function within(text: string, meter: Meter): string {
  meter.assertTextLength(text.length);
  return text;
}
