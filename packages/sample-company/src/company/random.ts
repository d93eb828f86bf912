import { createHash } from 'node:crypto';

/**
 * A stream of pseudo-random numbers (the sfc32 generator by Chris
 * Doty-Humphrey): the same seed gives the same stream on every machine. Not for
 * secrets.
 */
export class RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  /** A stream of its own for each distinct list of names. */
  static of(...seed: string[]): RandomStream {
    const digest = createHash('sha256').update(JSON.stringify(seed)).digest();
    return new RandomStream(digest);
  }

  private constructor(seed: Buffer) {
    this.#a = seed.readUInt32LE(0);
    this.#b = seed.readUInt32LE(4);
    this.#c = seed.readUInt32LE(8);
    this.#counter = 1;
  }

  /** Evenly spread over [0, 1). */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }

  /** Evenly spread over [min, max). */
  between(min: number, max: number): number {
    return min + (max - min) * this.next();
  }

  /** A whole number from min to max, both included. */
  integer(min: number, max: number): number {
    return Math.floor(this.between(min, max + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[Math.floor(this.next() * items.length)] ?? items[0];
  }

  /** How often something happens that happens `mean` times on average (Knuth's method; mean below 30). */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let left = this.next(); left > limit; left *= this.next()) {
      count += 1;
    }
    return count;
  }

  /** Skewed to the right, as durations of human work are; half of all draws lie below the median. */
  logNormal(median: number, sigma: number): number {
    // Box-Muller; 1 - next() keeps the logarithm's argument above 0.
    const normal =
      Math.sqrt(-2 * Math.log(1 - this.next())) *
      Math.cos(2 * Math.PI * this.next());
    return median * Math.exp(sigma * normal);
  }
}

/** A number in [0, 1) that belongs to these names for good. */
export function traitOf(...names: string[]): number {
  return RandomStream.of('trait', ...names).next();
}
