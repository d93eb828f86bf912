import type { Environment } from '@marcbachmann/cel-js';
import { CelError } from '../Cel';
import { Meter } from '../Meter';
import { Patterns } from '../Patterns';
import { formatText } from './format';
import { describeValue, joinWithin } from './describeValue';

const sync = { async: false } as const;

/**
 * Text functions of Kubernetes CEL that the engine lacks, and, as `__name`,
 * twins of those whose time or result can grow beyond their operands.
 */
export function registerTexts(
  environment: Environment,
  meter: Meter,
  patterns: Patterns,
): void {
  registerSearch(environment, meter);
  registerPatterns(environment, meter, patterns);
  environment
    .registerFunction(
      'string.__split(string): list<string>',
      (text: string, by: string) => splitText(text, by, -1n, meter),
      sync,
    )
    .registerFunction(
      'string.__split(string, int): list<string>',
      (text: string, by: string, limit: bigint) =>
        splitText(text, by, limit, meter),
      sync,
    )
    .registerFunction(
      'list.__join(): string',
      (items: unknown[]) => joinTexts(items, '', meter),
      sync,
    )
    .registerFunction(
      'list.__join(string): string',
      (items: unknown[], by: string) => joinTexts(items, by, meter),
      sync,
    )
    .registerFunction(
      'string.replace(string, string): string',
      (text: string, from: string, to: string) =>
        joinTexts(splitText(text, from, -1n, meter), to, meter),
      sync,
    )
    .registerFunction(
      'string.replace(string, string, int): string',
      (text: string, from: string, to: string, count: bigint) =>
        joinTexts(
          splitText(text, from, count < 0n ? -1n : count + 1n, meter),
          to,
          meter,
        ),
      sync,
    )
    .registerFunction(
      'string.format(list): string',
      (pattern: string, values: unknown[]) => {
        meter.charge(1 + values.length);
        return formatText(pattern, values, meter);
      },
      sync,
    );
}

function registerSearch(environment: Environment, meter: Meter): void {
  const charged = <T>(text: string, part: string, search: () => T): T => {
    meter.charge(1 + Math.floor((text.length * part.length) / 1000));
    return search();
  };
  environment
    .registerFunction(
      'string.__contains(string): bool',
      (text: string, part: string) =>
        charged(text, part, () => text.includes(part)),
      sync,
    )
    .registerFunction(
      'string.__indexOf(string): int',
      (text: string, part: string) =>
        charged(text, part, () => BigInt(text.indexOf(part))),
      sync,
    )
    .registerFunction(
      'string.__indexOf(string, int): int',
      (text: string, part: string, from: bigint) =>
        charged(text, part, () =>
          BigInt(text.indexOf(part, positionIn(text, from))),
        ),
      sync,
    )
    .registerFunction(
      'string.__lastIndexOf(string): int',
      (text: string, part: string) =>
        charged(text, part, () => BigInt(text.lastIndexOf(part))),
      sync,
    )
    .registerFunction(
      'string.__lastIndexOf(string, int): int',
      (text: string, part: string, from: bigint) =>
        charged(text, part, () =>
          BigInt(text.lastIndexOf(part, positionIn(text, from))),
        ),
      sync,
    )
    .registerFunction(
      'string.__lowerAscii(): string',
      (text: string) => text.replace(/[A-Z]/g, letter => letter.toLowerCase()),
      sync,
    )
    .registerFunction(
      'string.__upperAscii(): string',
      (text: string) => text.replace(/[a-z]/g, letter => letter.toUpperCase()),
      sync,
    );
}

function positionIn(text: string, position: bigint): number {
  if (position < 0n || position > BigInt(text.length)) {
    throw new CelError('evaluation', `There is no position ${position} in it.`);
  }
  return Number(position);
}

function registerPatterns(
  environment: Environment,
  meter: Meter,
  patterns: Patterns,
): void {
  const all = (text: string, pattern: string, limit: bigint) => {
    const most = limit < 0n ? Infinity : Number(limit);
    const found = patterns.findAll(text, pattern, most);
    meter.assertListLength(found.length);
    return found;
  };
  environment
    .registerFunction(
      'string.__matches(string): bool',
      (text: string, pattern: string) => patterns.test(text, pattern),
      sync,
    )
    .registerFunction(
      'string.find(string): string',
      (text: string, pattern: string) => all(text, pattern, 1n)[0] ?? '',
      sync,
    )
    .registerFunction(
      'string.findAll(string): list<string>',
      (text: string, pattern: string) => all(text, pattern, -1n),
      sync,
    )
    .registerFunction(
      'string.findAll(string, int): list<string>',
      (text: string, pattern: string, limit: bigint) =>
        all(text, pattern, limit),
      sync,
    );
}

/** At most `limit` parts, the last with the rest; all when it is negative. */
function splitText(
  text: string,
  by: string,
  limit: bigint,
  meter: Meter,
): string[] {
  meter.charge(1 + Math.floor((text.length * (by.length + 1)) / 1000));
  if (limit === 0n) {
    return [];
  }
  // With an empty separator between characters, as Go has it.
  const parts = by === '' ? Array.from(text) : text.split(by);
  meter.assertListLength(parts.length);
  const most = Number(limit);
  return most < 0 || parts.length <= most
    ? parts
    : [...parts.slice(0, most - 1), parts.slice(most - 1).join(by)];
}

function joinTexts(items: unknown[], by: string, meter: Meter): string {
  return joinWithin(
    items.map(item => describeValue(item, meter)),
    by,
    meter,
  );
}
