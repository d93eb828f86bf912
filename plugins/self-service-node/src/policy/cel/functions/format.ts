import { CelError } from '../Cel';
import { Meter } from '../Meter';
import { describeValue, joinWithin } from './describeValue';

const verb = /%(?:\.(\d{1,2}))?([a-zA-Z%])/g;

/**
 * `"%s has %d".format([name, count])`: the verbs s, d, f, e, b, o, x, X and %%.
 *
 * @throws CelError when the verbs and the values do not fit
 */
export function formatText(
  pattern: string,
  values: unknown[],
  meter: Meter,
): string {
  const parts: string[] = [];
  let used = 0;
  let end = 0;
  for (const match of pattern.matchAll(verb)) {
    const [all, digits = '6', letter] = match;
    parts.push(pattern.slice(end, match.index));
    end = match.index + all.length;
    if (letter === '%') {
      parts.push('%');
    } else if (used < values.length) {
      parts.push(formatValue(letter, values[used], Number(digits), meter));
      used += 1;
    } else {
      throw new CelError(
        'evaluation',
        `format() has ${values.length} values and more verbs than that.`,
      );
    }
  }
  if (used < values.length) {
    throw new CelError('evaluation', 'format() has more values than verbs.');
  }
  return joinWithin([...parts, pattern.slice(end)], '', meter);
}

function formatValue(
  letter: string,
  value: unknown,
  digits: number,
  meter: Meter,
): string {
  switch (letter) {
    case 's':
      return describeValue(value, meter);
    case 'd':
      return wholeNumber(letter, value).toString();
    case 'b':
      return typeof value === 'boolean'
        ? String(Number(value))
        : wholeNumber(letter, value).toString(2);
    case 'o':
      return wholeNumber(letter, value).toString(8);
    case 'x':
      return hexadecimal(value, meter);
    case 'X':
      return hexadecimal(value, meter).toUpperCase();
    case 'f':
      return Number(numberOf(letter, value)).toFixed(digits);
    case 'e':
      return Number(numberOf(letter, value)).toExponential(digits);
    default:
      throw new CelError('evaluation', `format() knows no verb %${letter}.`);
  }
}

function hexadecimal(value: unknown, meter: Meter): string {
  if (typeof value !== 'string') {
    return wholeNumber('x', value).toString(16);
  }
  meter.assertTextLength(2 * value.length);
  return Buffer.from(value, 'utf8').toString('hex');
}

function wholeNumber(letter: string, value: unknown): bigint {
  if (typeof value !== 'bigint') {
    throw new CelError(
      'evaluation',
      `format(): %${letter} needs a whole number.`,
    );
  }
  return value;
}

function numberOf(letter: string, value: unknown): bigint | number {
  if (typeof value !== 'bigint' && typeof value !== 'number') {
    throw new CelError('evaluation', `format(): %${letter} needs a number.`);
  }
  return value;
}
