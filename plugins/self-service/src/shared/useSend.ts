import { useRef, useState } from 'react';

/** Something that a press sends, once at a time, and why it failed the last time. */
export function useSend() {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Error>();
  // A second press comes before the first has drawn anything.
  const busy = useRef(false);
  /** Answers whether it is done. */
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (busy.current) return false;
    busy.current = true;
    setPending(true);
    setFailure(undefined);
    try {
      await work();
      return true;
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
      return false;
    } finally {
      busy.current = false;
      setPending(false);
    }
  };
  return { run, pending, failure, forgive: () => setFailure(undefined) };
}
