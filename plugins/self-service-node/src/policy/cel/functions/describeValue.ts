import { Duration } from '@marcbachmann/cel-js/evaluator';
import { entriesOf, isMap } from '../equality';
import { Meter } from '../Meter';
import { describeDuration } from './durations';

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
    return describeDuration(value);
  }
  if (Array.isArray(value)) {
    const items = value.map(item => describeValue(item, meter));
    return `[${joinWithin(items, ', ', meter)}]`;
  }
  if (isMap(value)) {
    const entries = [...entriesOf(value)].map(([key, item]) =>
      joinWithin(
        [describeValue(key, meter), describeValue(item, meter)],
        ': ',
        meter,
      ),
    );
    return `{${joinWithin(entries, ', ', meter)}}`;
  }
  return String(value);
}

/** Measured before it is made: many references to one long text are short. */
export function joinWithin(texts: string[], by: string, meter: Meter): string {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  meter.assertTextLength(length + by.length * Math.max(0, texts.length - 1));
  return texts.join(by);
}
