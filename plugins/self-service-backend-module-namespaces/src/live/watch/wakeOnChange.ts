import { JsonObject } from '@slipway/plugin-self-service-common';
import { createHash } from 'node:crypto';
import { LiveObject, readLiveObject, RESOURCE_ID } from '../objects/liveObject';
import { isAboutSpec } from '../objects/managedFields';

type Seen = { resourceId: string; fingerprint: string };

/**
 * What was last seen of the objects of one kind, to tell a change that matters
 * from the server's own bookkeeping: a quota's status changes with each pod.
 */
export class ChangeFilter {
  private seen = new Map<string, Seen>();
  private filled = false;

  constructor(private readonly wake: (resourceId: string) => void) {}

  /**
   * Everything there is. Wakes what changed, came or went since the last time;
   * nothing the first time, when all is new and the sweep looks at it anyway.
   */
  replace(objects: LiveObject[]): void {
    const before = this.seen;
    const now = new Map(
      objects.flatMap((object): Array<[string, Seen]> => {
        const seen = summarize(object);
        return seen ? [[object.metadata.uid, seen]] : [];
      }),
    );
    this.seen = now;
    if (!this.filled) {
      this.filled = true;
      return;
    }
    const changed = [...now].filter(
      ([uid, { fingerprint }]) => before.get(uid)?.fingerprint !== fingerprint,
    );
    const gone = [...before].filter(([uid]) => !now.has(uid));
    new Set(
      [...changed, ...gone].map(([, { resourceId }]) => resourceId),
    ).forEach(this.wake);
  }

  /** One event of a watch. */
  handle(type: string, raw: JsonObject): void {
    const object = readLiveObject(raw);
    const { uid } = object.metadata;
    const before = this.seen.get(uid);
    const now = type === 'DELETED' ? undefined : summarize(object);
    if (now) {
      this.seen.set(uid, now);
    } else {
      this.seen.delete(uid);
    }
    if (before && before.fingerprint !== now?.fingerprint) {
      this.wake(before.resourceId);
    } else if (!before && now) {
      this.wake(now.resourceId);
    }
  }
}

/** Undefined for what is nobody's. */
function summarize({ metadata }: LiveObject): Seen | undefined {
  const resourceId = metadata.annotations[RESOURCE_ID];
  if (resourceId === undefined) {
    return undefined;
  }
  const { labels, annotations, finalizers, deletionTimestamp } = metadata;
  const written = metadata.managedFields.filter(isAboutSpec);
  return {
    resourceId,
    fingerprint: createHash('sha256')
      .update(
        JSON.stringify([
          labels,
          annotations,
          finalizers,
          deletionTimestamp ?? null,
          written,
        ]),
      )
      .digest('base64'),
  };
}
