import { CelError } from '../Cel';

const verb = /%(?:\.(\d{1,2}))?([a-zA-Z%])/g;

/**
 * `"%s has %d".format([name, count])`: the verbs s, d, f, e, b, o, x, X and %%.
 *
 * @param describe - a value as text, for %s
 * @throws CelError when the verbs and the values do not fit
 */
export function formatText(
  pattern: string,
  values: unknown[],
  describe: (value: unknown) => string,
): string {
  let used = 0;
  const text = pattern.replace(
    verb,
    (_, digits: string | undefined, letter: string) => {
      if (letter === '%') {
        return '%';
      }
      if (used >= values.length) {
        throw new CelError(
          'evaluation',
          `format() has ${values.length} values and more verbs than that.`,
        );
      }
      const value = values[used];
      used += 1;
      return formatValue(letter, value, Number(digits ?? '6'), describe);
    },
  );
  if (used < values.length) {
    throw new CelError('evaluation', 'format() has more values than verbs.');
  }
  return text;
}

function formatValue(
  letter: string,
  value: unknown,
  digits: number,
  describe: (value: unknown) => string,
): string {
  switch (letter) {
    case 's':
      return describe(value);
    case 'd':
      return wholeNumber(letter, value).toString();
    case 'b':
      return typeof value === 'boolean'
        ? String(Number(value))
        : wholeNumber(letter, value).toString(2);
    case 'o':
      return wholeNumber(letter, value).toString(8);
    case 'x':
      return hexadecimal(value);
    case 'X':
      return hexadecimal(value).toUpperCase();
    case 'f':
      return Number(numberOf(letter, value)).toFixed(digits);
    case 'e':
      return Number(numberOf(letter, value)).toExponential(digits);
    default:
      throw new CelError('evaluation', `format() knows no verb %${letter}.`);
  }
}

function hexadecimal(value: unknown): string {
  return typeof value === 'string'
    ? Buffer.from(value, 'utf8').toString('hex')
    : wholeNumber('x', value).toString(16);
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
