import { CelError } from './Cel';
import { CelLimits } from './limits';

/**
 * An evaluation that has done so little is late because the machine is busy,
 * which is not its fault: it has so many milliseconds more.
 */
const patientSteps = 1000;
const patience = 2000;

/**
 * Counts what an evaluation does. An engine swallows errors on the way (one
 * side of `||`, one round of `exists`), so running out is remembered: whatever
 * comes after fails at once, and so does the evaluation as a whole.
 */
export class Meter {
  private steps = 0;
  private deadline = 0;
  private exhaustion: CelError | undefined;

  constructor(private readonly limits: CelLimits) {}

  /** Evaluations do not overlap: they are synchronous. */
  run<T>(evaluate: () => T): T {
    this.steps = 0;
    this.deadline = performance.now() + this.limits.deadline;
    this.exhaustion = undefined;
    try {
      const value = evaluate();
      this.assertNotExhausted();
      return value;
    } catch (error) {
      throw this.exhaustion ?? error;
    }
  }

  charge(steps: number): void {
    this.assertNotExhausted();
    this.steps += steps;
    if (this.steps > this.limits.steps) {
      this.exhaust(
        `it takes more than ${this.limits.steps} steps; look at fewer things, or at each of them once`,
      );
    }
    const over = performance.now() - this.deadline;
    if (over > (this.steps > patientSteps ? 0 : patience)) {
      this.exhaust(`it takes longer than ${this.limits.deadline} ms`);
    }
  }

  /** For a value that an expression has built. */
  built<T>(value: T): T {
    if (typeof value === 'string' || value instanceof Uint8Array) {
      this.assertTextLength(value.length);
      this.charge(1 + Math.floor(value.length / 100));
    } else if (Array.isArray(value)) {
      this.assertListLength(value.length);
      this.charge(1 + Math.floor(value.length / 10));
    } else {
      this.charge(1);
    }
    return value;
  }

  assertTextLength(length: number): void {
    if (length > this.limits.textLength) {
      this.exhaust(
        `it builds a text of more than ${this.limits.textLength} characters`,
      );
    }
  }

  assertListLength(length: number): void {
    if (length > this.limits.listLength) {
      this.exhaust(
        `it builds a list of more than ${this.limits.listLength} elements`,
      );
    }
  }

  private assertNotExhausted(): void {
    if (this.exhaustion) {
      throw this.exhaustion;
    }
  }

  private exhaust(reason: string): never {
    this.exhaustion = new CelError(
      'limit',
      `The expression is stopped: ${reason}.`,
    );
    throw this.exhaustion;
  }
}
