import type { Environment } from '@marcbachmann/cel-js';
import { Duration } from '@marcbachmann/cel-js/evaluator';
import { CelError } from '../Cel';

const form =
  /^P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,10})S)?)?$/;
/** Years of 365 and months of 30 days, as Luxon reckons them. */
const seconds = [31_536_000, 2_592_000, 604_800, 86_400, 3600, 60, 1];

/**
 * `isoDuration("P3D")`: what requests and settings write, as a duration; and
 * `__duration("1h30m")`, the guard's twin of `duration`, whose time does not
 * grow with the cube of a text that is none.
 */
export function registerDurations(environment: Environment): void {
  const type = 'google.protobuf.Duration';
  const sync = { async: false } as const;
  environment
    .registerFunction(`isoDuration(string): ${type}`, parseIsoDuration, sync)
    .registerFunction(`__duration(string): ${type}`, parseGoDuration, sync);
}

function parseIsoDuration(text: string): Duration {
  const match = form.exec(text.slice(0, 80));
  const parts = match?.slice(1) ?? [];
  if (parts.every(part => part === undefined)) {
    throw notADuration(text, 'an ISO 8601 duration such as P3D or PT8H');
  }
  const total = parts.reduce(
    (sum, part, index) => sum + Number(part ?? '0') * seconds[index],
    0,
  );
  return new Duration(total);
}

const nanosPerUnit: Readonly<Record<string, bigint>> = {
  h: 3_600_000_000_000n,
  m: 60_000_000_000n,
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1000n,
  µs: 1000n,
  ns: 1n,
};
const perSecond = 1_000_000_000n;
const longestDuration = 64;

/** As Go writes them: a sign, then numbers with units, `1h30m` or `-1.5s`. */
function parseGoDuration(text: string): Duration {
  const negative = text.startsWith('-');
  const rest = text.replace(/^[+-]/, '');
  const part = /(\d{1,18})(?:\.(\d{1,18}))?(ns|us|µs|ms|s|m|h)/y;
  let nanos = 0n;
  let end = 0;
  for (
    let match = text.length > longestDuration ? null : part.exec(rest);
    match;
    match = part.exec(rest)
  ) {
    const [, whole, fraction = '', unit] = match;
    const scaled = BigInt(`${whole}${fraction}`) * nanosPerUnit[unit];
    nanos += scaled / 10n ** BigInt(fraction.length);
    end = part.lastIndex;
  }
  if (end === 0 || end < rest.length) {
    throw notADuration(text, 'a duration such as 90s or 1h30m');
  }
  return fromNanos(negative ? -nanos : nanos);
}

/** With nanoseconds from 0 up: the engine's sums are wrong with others. */
function fromNanos(nanos: bigint): Duration {
  const rest = ((nanos % perSecond) + perSecond) % perSecond;
  return new Duration((nanos - rest) / perSecond, Number(rest));
}

/** In seconds, such as `90000s` or `-1.5s`. */
export function describeDuration(duration: Duration): string {
  const nanos = duration.seconds * perSecond + BigInt(duration.nanos);
  const size = nanos < 0n ? -nanos : nanos;
  const fraction = String(size % perSecond)
    .padStart(9, '0')
    .replace(/0+$/, '');
  const sign = nanos < 0n ? '-' : '';
  return `${sign}${size / perSecond}${fraction && '.'}${fraction}s`;
}

function notADuration(text: string, what: string): CelError {
  const shown = JSON.stringify(text.slice(0, 60));
  return new CelError('evaluation', `${shown} is not ${what}.`);
}
