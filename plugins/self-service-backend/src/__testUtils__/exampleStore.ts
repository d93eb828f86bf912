import { JsonObject } from '@slipway/plugin-self-service-common';

/** One thing that stands at the pretended target. */
export type StoredItem = {
  fields: JsonObject;
  /** Id of the resource whose mark it bears; null for somebody else's. */
  owner: string | null;
  /** Who else wrote which field. */
  managers: Record<string, string>;
  /** Keeps it from going away while set. */
  finalizer: string | null;
};

/**
 * What the example kind makes things in: it outlives any engine of a test, as a
 * cluster outlives our processes, and counts what is done to it. Faults are
 * thrown at the moment before an effect (`before`) or after it (`after`), as a
 * lost connection or a lost answer would be.
 */
export class ExampleStore {
  readonly items = new Map<string, StoredItem>();
  /** Effects in order, such as `put bucket-a Policy/access`. */
  readonly writes: string[] = [];
  /** One line per registration: two of one request must never be. */
  readonly ledger: Array<{ resourceId: string; requestId: string }> = [];
  /** While set nothing can be read or written. */
  unreachable: Error | undefined;
  before: ((effect: string) => Promise<void> | void) | undefined;
  after: ((effect: string) => Promise<void> | void) | undefined;

  async read(bucket: string, key: string): Promise<StoredItem | undefined> {
    this.assertReachable();
    return structuredClone(this.items.get(`${bucket} ${key}`));
  }

  async put(
    bucket: string,
    key: string,
    fields: JsonObject,
    owner: string,
  ): Promise<void> {
    await this.effect(`put ${bucket} ${key}`, () => {
      const found = this.items.get(`${bucket} ${key}`);
      this.items.set(`${bucket} ${key}`, {
        fields: { ...found?.fields, ...structuredClone(fields) },
        owner,
        managers: {},
        finalizer: found?.finalizer ?? null,
      });
    });
  }

  /** Not at once when a finalizer holds it. */
  async remove(bucket: string, key: string): Promise<void> {
    await this.effect(`remove ${bucket} ${key}`, () => {
      if (!this.items.get(`${bucket} ${key}`)?.finalizer) {
        this.items.delete(`${bucket} ${key}`);
      }
    });
  }

  async register(resourceId: string, requestId: string): Promise<void> {
    await this.effect(`register ${resourceId}`, () => {
      this.ledger.push({ resourceId, requestId });
    });
  }

  async unregister(resourceId: string): Promise<void> {
    await this.effect(`unregister ${resourceId}`, () => {
      const kept = this.ledger.filter(line => line.resourceId !== resourceId);
      this.ledger.splice(0, this.ledger.length, ...kept);
    });
  }

  /** A person with a tool of their own changes a field. */
  tamper(bucket: string, key: string, fields: JsonObject, manager: string) {
    const found = this.items.get(`${bucket} ${key}`);
    this.items.set(`${bucket} ${key}`, {
      fields: { ...found?.fields, ...fields },
      owner: found?.owner ?? null,
      managers: {
        ...found?.managers,
        ...Object.fromEntries(Object.keys(fields).map(path => [path, manager])),
      },
      finalizer: found?.finalizer ?? null,
    });
  }

  private async effect(text: string, act: () => void): Promise<void> {
    this.assertReachable();
    await this.before?.(text);
    act();
    this.writes.push(text);
    await this.after?.(text);
  }

  private assertReachable() {
    if (this.unreachable) {
      throw this.unreachable;
    }
  }
}
