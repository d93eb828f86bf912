const queues = new Map<string, Promise<unknown>>();

/**
 * One after another within this process. Two processes are kept apart by the
 * comparison that every write of a branch is; this saves them from trying.
 */
export async function exclusively<T>(
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  const before = queues.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine.catch(() => undefined);
  queues.set(key, settled);
  try {
    return await mine;
  } finally {
    if (queues.get(key) === settled) {
      queues.delete(key);
    }
  }
}
