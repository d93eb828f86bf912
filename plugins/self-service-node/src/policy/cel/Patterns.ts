import { RE2JS } from 're2js';
import { CelError } from './Cel';
import { CelLimits } from './limits';
import { Meter } from './Meter';

/**
 * The regular expressions of all compiled rules: RE2's, as Kubernetes has them,
 * whose time grows with the text and never with its powers.
 */
export class Patterns {
  private readonly compiled = new Map<string, RE2JS>();

  constructor(
    private readonly limits: CelLimits,
    private readonly meter: Meter,
  ) {}

  /** What is wrong with a pattern; undefined when nothing is. */
  add(pattern: string): string | undefined {
    if (pattern.length > this.limits.patternLength) {
      return `A pattern has at most ${this.limits.patternLength} characters, this one has ${pattern.length}`;
    }
    if (this.compiled.has(pattern)) {
      return undefined;
    }
    const result = compile(pattern);
    if (typeof result === 'string') {
      return `The pattern cannot be used: ${result}`;
    }
    if (result.programSize() > this.limits.patternSize) {
      return `The pattern comes to ${result.programSize()} instructions, at most ${
        this.limits.patternSize
      } are allowed; repeat less`;
    }
    this.compiled.set(pattern, result);
    return undefined;
  }

  /** Whether the pattern is found anywhere, as `matches` means it. */
  test(text: string, pattern: string): boolean {
    return this.ready(text, pattern).matcher(text).find();
  }

  /** What it finds, from the left. */
  findAll(text: string, pattern: string, limit: number): string[] {
    const matcher = this.ready(text, pattern).matcher(text);
    const found: string[] = [];
    while (found.length < limit && matcher.find()) {
      this.meter.charge(1);
      found.push(matcher.group() ?? '');
    }
    return found;
  }

  private ready(text: string, pattern: string): RE2JS {
    const compiled = this.compiled.get(pattern);
    if (!compiled) {
      throw new CelError('refused', 'A pattern must be written out as text.');
    }
    if (text.length > this.limits.matchedLength) {
      throw new CelError(
        'limit',
        `A pattern is matched against at most ${this.limits.matchedLength} characters; this text has ${text.length}.`,
      );
    }
    const work = text.length * compiled.programSize();
    this.meter.charge(1 + Math.floor(work / 2000));
    return compiled;
  }
}

function compile(pattern: string): RE2JS | string {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
