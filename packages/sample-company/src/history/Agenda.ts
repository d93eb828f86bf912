/** What is going to happen, soonest first; what was noted first among equals. */
export class Agenda<T extends { at: number }> {
  readonly #entries: T[] = [];

  note(entry: T): void {
    let index = this.#entries.length;
    while (index > 0 && this.#entries[index - 1].at > entry.at) {
      index -= 1;
    }
    this.#entries.splice(index, 0, entry);
  }

  /** Takes the soonest entry off, if its time has come. */
  takeBefore(instant: number): T | undefined {
    const [first] = this.#entries;
    return first && first.at < instant ? this.#entries.shift() : undefined;
  }
}
