import { JsonValue } from '@slipway/plugin-self-service-common';
import { z } from 'zod';
import { readKept, writeKept } from '../../shared/kept';

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

const nameOf = (person: string, kind: string) => `draft.${person}.${kind}`;

/** The draft of a person for a kind, in this browser; undefined without one. */
export function readDraft(person: string, kind: string): Draft | undefined {
  return readKept('localStorage', nameOf(person, kind), draftSchema);
}

/** Keeps a draft through errors and reloads; undefined removes it. */
export function writeDraft(
  person: string,
  kind: string,
  draft: Draft | undefined,
): void {
  writeKept('localStorage', nameOf(person, kind), draft);
}
