/**
 * The outcome of some work, or the reason of an abort if that comes first: work
 * that does not listen to the signal holds nobody up. It goes on unheard.
 *
 * @param begin - not called when it is too late already, so that nobody has to
 *   hear of the error of work that nobody waits for
 * @throws the signal's reason, and what the work throws
 */
export async function orAborted<T>(
  signal: AbortSignal,
  begin: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  let stopListening: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    stopListening = () => signal.removeEventListener('abort', abort);
  });
  try {
    return await Promise.race([begin(), aborted]);
  } finally {
    stopListening();
  }
}
