import { useEffect, useState } from 'react';
import { z } from 'zod';

/** For good, or while the tab is open. */
type Place = 'localStorage' | 'sessionStorage';

const keyOf = (name: string) => `slipway.self-service.${name}`;

/** What this browser keeps under a name; undefined when nothing fits the schema. */
export function readKept<T>(
  place: Place,
  name: string,
  schema: z.ZodType<T>,
): T | undefined {
  try {
    const text = window[place].getItem(keyOf(name));
    return text ? schema.parse(JSON.parse(text)) : undefined;
  } catch {
    // Of an earlier version, or storage is off: one begins anew.
    return undefined;
  }
}

/** Keeps a value under a name; undefined removes it. */
export function writeKept(place: Place, name: string, value: unknown): void {
  try {
    if (value === undefined) window[place].removeItem(keyOf(name));
    else window[place].setItem(keyOf(name), JSON.stringify(value));
  } catch {
    // Storage is off or full: all works, it only does not outlive the page.
  }
}

/**
 * State that a reload of the page does not lose, until it is forgotten: what
 * is typed and not sent yet. Never for secrets.
 *
 * @param name - what is typed into; undefined to keep nothing
 * @param empty - before anything is typed; the same object at each rendering
 */
export function useKept<T>(
  name: string | undefined,
  schema: z.ZodType<T>,
  empty: T,
) {
  const [value, setValue] = useState<T>(
    () => (name && readKept('sessionStorage', name, schema)) || empty,
  );
  useEffect(() => {
    if (!name) return;
    writeKept('sessionStorage', name, value === empty ? undefined : value);
  }, [name, value, empty]);
  return {
    value,
    setValue,
    /** What was typed has been sent or given up; what is shown stays. */
    forget: () => name && writeKept('sessionStorage', name, undefined),
  };
}
