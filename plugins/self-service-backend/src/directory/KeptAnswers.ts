/** How long an answer of the catalog is used, in milliseconds. */
const keptFor = 30_000;
/** More questions than that are not remembered at once. */
const mostKept = 1000;

type Kept<T> = { until: number; answer: Promise<T> };

/**
 * Answers to questions that many ask, each used for 30 seconds. Who asks while
 * an answer is on its way waits for the same one; one that failed is not kept.
 */
export class KeptAnswers<T> {
  readonly #ask: (question: string) => Promise<T>;
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept<T>>();

  /** @param options - `now` in milliseconds, of any clock that only grows */
  constructor(options: {
    ask: (question: string) => Promise<T>;
    now: () => number;
  }) {
    this.#ask = options.ask;
    this.#now = options.now;
  }

  get(question: string): Promise<T> {
    const known = this.#kept.get(question);
    if (known && known.until > this.#now()) {
      return known.answer;
    }
    this.#makeRoom();
    const kept = {
      until: this.#now() + keptFor,
      answer: this.#ask(question),
    };
    // Behind the others: the oldest stays first.
    this.#kept.delete(question);
    this.#kept.set(question, kept);
    kept.answer.catch(() => {
      if (this.#kept.get(question) === kept) {
        this.#kept.delete(question);
      }
    });
    return kept.answer;
  }

  #makeRoom(): void {
    for (const [question, { until }] of this.#kept) {
      if (until > this.#now() && this.#kept.size < mostKept) {
        return;
      }
      this.#kept.delete(question);
    }
  }
}
