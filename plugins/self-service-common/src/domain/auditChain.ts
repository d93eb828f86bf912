import { AuditCheck, AuditRecord, ChainLink } from '../api';
import { canonicalJson } from './json';

/**
 * The text that a record's hash is taken over, SHA-256 in hexadecimal: the
 * canonical JSON of every field but the hash, with that of the record before.
 */
export function auditRecordText(record: Omit<AuditRecord, 'hash'>): string {
  return canonicalJson({
    sequence: record.sequence,
    at: record.at,
    event: record.event,
    actor: record.actor,
    onBehalfOf: record.onBehalfOf,
    resourceId: record.resourceId,
    resourceName: record.resourceName,
    requestId: record.requestId,
    kind: record.kind,
    team: record.team,
    environment: record.environment,
    reason: record.reason,
    planHash: record.planHash,
    before: record.before,
    after: record.after,
    previousHash: record.previousHash,
  });
}

/**
 * A link as people note it: the place and the hash of a record, `120:9f86…`.
 *
 * @returns undefined when the text is none
 */
export function readChainLink(text: string): ChainLink | undefined {
  const [, sequence, hash] =
    /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  return sequence && hash ? { sequence: Number(sequence), hash } : undefined;
}

export type ChainCheckOptions = {
  /** SHA-256 of a text in UTF-8, in hexadecimal. */
  sha256(text: string): string;
  /**
   * The link before the first record: sequence 0 and an empty hash, or where
   * the retention ended. Absent: whatever the first record says it follows, as
   * in an export.
   */
  anchor?: ChainLink;
  /** Where the chain has to end; absent: with the last record. */
  head?: ChainLink;
  /** A link that somebody noted earlier and that must still be there. */
  noted?: ChainLink;
};

/**
 * Follows a chain one record after the other, in constant memory. Finds a
 * record that was changed, removed, inserted or moved. Who can write the table
 * can also write all of it anew with hashes that fit: only a link noted
 * elsewhere (`noted`) shows that.
 */
export class ChainCheck {
  readonly #options: ChainCheckOptions;
  #anchor: ChainLink | undefined;
  #last: ChainLink | undefined;
  #first: number | null = null;
  #records = 0;
  #broken: AuditCheck['broken'] = null;

  constructor(options: ChainCheckOptions) {
    this.#options = options;
    this.#anchor = options.anchor;
    this.#last = options.anchor;
  }

  /** @returns false when it is broken, and looking further is of no use */
  add(record: AuditRecord): boolean {
    if (this.#broken) {
      return false;
    }
    const { sequence, hash } = record;
    this.#anchor ??= { sequence: sequence - 1, hash: record.previousHash };
    this.#broken = this.#findFault(record, this.#last ?? this.#anchor);
    this.#first ??= sequence;
    this.#last = { sequence, hash };
    this.#records++;
    return this.#broken === null;
  }

  /** The verdict on what was added. */
  finish(): AuditCheck {
    this.#broken ??= this.#findFaultAtEnd() ?? this.#findLostNote();
    const { head = this.#last } = this.#options;
    return {
      intact: this.#broken === null,
      records: this.#records,
      first: this.#first,
      last: this.#records > 0 ? this.#last?.sequence ?? null : null,
      broken: this.#broken,
      anchor: this.#anchor && this.#anchor.sequence > 0 ? this.#anchor : null,
      head: head && head.sequence > 0 ? head : null,
    };
  }

  #findFault(record: AuditRecord, before: ChainLink): AuditCheck['broken'] {
    const { sequence } = record;
    const due = before.sequence + 1;
    if (sequence > due) {
      return broken(
        due,
        `Record ${due} is missing: record ${sequence} stands in its place.`,
      );
    }
    if (sequence < due) {
      return broken(
        sequence,
        `Record ${sequence} stands behind record ${before.sequence}: it was moved or inserted.`,
      );
    }
    if (record.hash !== this.#options.sha256(auditRecordText(record))) {
      return broken(
        sequence,
        `Record ${sequence} was changed after it was written: its hash does not fit what it says.`,
      );
    }
    if (record.previousHash !== before.hash) {
      return broken(
        sequence,
        `Record ${sequence} was written after another record than the one that is before it now.`,
      );
    }
    return this.#findUnlikeNote(record);
  }

  #findUnlikeNote({ sequence, hash }: ChainLink): AuditCheck['broken'] {
    const { noted } = this.#options;
    return noted?.sequence === sequence && noted.hash !== hash
      ? broken(
          sequence,
          `Record ${sequence} has another hash than was noted: the chain was written anew from there or before.`,
        )
      : null;
  }

  #findFaultAtEnd(): AuditCheck['broken'] {
    const { head } = this.#options;
    const last = this.#last;
    if (!head || !last) {
      return null;
    }
    if (last.sequence < head.sequence) {
      return broken(
        last.sequence + 1,
        `Records ${last.sequence + 1} to ${
          head.sequence
        } are missing at the end.`,
      );
    }
    if (last.sequence > head.sequence || last.hash !== head.hash) {
      return broken(
        last.sequence,
        `Record ${last.sequence} is not the one that the chain ended with.`,
      );
    }
    return null;
  }

  #findLostNote(): AuditCheck['broken'] {
    const { noted } = this.#options;
    const anchor = this.#anchor ?? { sequence: 0, hash: '' };
    if (!noted || noted.sequence > anchor.sequence) {
      return noted && noted.sequence > (this.#last ?? anchor).sequence
        ? broken(
            noted.sequence,
            `Record ${noted.sequence}, which was noted, is missing.`,
          )
        : null;
    }
    return noted.sequence === anchor.sequence
      ? this.#findUnlikeNote(anchor)
      : broken(
          noted.sequence,
          `Record ${noted.sequence}, which was noted, is older than what is kept and cannot be compared; note a newer one.`,
        );
  }
}

function broken(sequence: number, message: string): AuditCheck['broken'] {
  return { sequence, message };
}
