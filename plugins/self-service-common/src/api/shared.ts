/** An instant as ISO 8601 in UTC, e.g. 2026-03-02T09:30:00.000Z. */
export type Instant = string;

/** A page of a list. `next` is given back as `cursor` for what follows. */
export type ListPage<T> = { items: T[]; total: number; next: string | null };
