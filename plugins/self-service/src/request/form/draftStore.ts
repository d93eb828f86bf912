import { JsonValue } from '@slipway/plugin-self-service-common';
import { z } from 'zod';

/** What was typed into a form and not sent yet. */
export type Draft = {
  values: Record<string, JsonValue>;
  /** Fields that the person set; the others follow from defaults. */
  edited: string[];
  reason: string;
  /** Repeating a request with it makes no second one. */
  idempotencyKey: string;
  savedAt: string;
};

const draftSchema = z.object({
  values: z.record(z.string(), z.json()),
  edited: z.array(z.string()),
  reason: z.string(),
  idempotencyKey: z.string(),
  savedAt: z.string(),
});

const keyOf = (person: string, kind: string) =>
  `slipway.self-service.draft.${person}.${kind}`;

/** The draft of a person for a kind, in this browser; undefined without one. */
export function readDraft(person: string, kind: string): Draft | undefined {
  try {
    const text = localStorage.getItem(keyOf(person, kind));
    return text ? draftSchema.parse(JSON.parse(text)) : undefined;
  } catch {
    // Of an earlier version, or storage is off: the form begins anew.
    return undefined;
  }
}

/** Keeps a draft through errors and reloads; undefined removes it. */
export function writeDraft(
  person: string,
  kind: string,
  draft: Draft | undefined,
): void {
  try {
    if (draft) {
      localStorage.setItem(keyOf(person, kind), JSON.stringify(draft));
    } else {
      localStorage.removeItem(keyOf(person, kind));
    }
  } catch {
    // Storage is off or full: the form works, it only does not outlive the page.
  }
}
