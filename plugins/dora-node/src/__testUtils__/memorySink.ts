import {
  CommitRecord,
  deliveryBatchSchema,
  DeploymentDelivery,
  historyBatchSchema,
} from '@slipway/plugin-dora-common';
import { DoraSink } from '../sink';

/** What a test can look into, and how it makes the sink fail. */
export type MemorySink = DoraSink & {
  /** What is known of each deployment now, in order of time and sequence. */
  deployments(): DeploymentDelivery[];
  deliveries: Map<string, DeploymentDelivery>;
  commits(repository: string): Map<string, CommitRecord>;
  heads: Map<string, string>;
  calls: string[];
  /** Runs before each call; throw to make it fail. */
  before: (call: string) => void;
};

/** A sink that keeps the ingest's rules: limits, ids and natural keys. */
export function memorySink(): MemorySink {
  const deliveries = new Map<string, DeploymentDelivery>();
  const histories = new Map<string, Map<string, CommitRecord>>();
  const cursors = new Map<string, string>();
  const sink: MemorySink = {
    deliveries,
    heads: new Map(),
    calls: [],
    before: () => undefined,
    commits: repository => histories.get(repository) ?? new Map(),
    deployments: () => currentDeployments(deliveries),
    async deliver(batch) {
      entered(sink, 'deliver');
      const parsed = deliveryBatchSchema.parse(batch);
      const fresh = parsed.deliveries.filter(one => !deliveries.has(one.id));
      fresh.forEach(one => deliveries.set(one.id, one));
      const duplicates = parsed.deliveries.length - fresh.length;
      return { accepted: fresh.length, duplicates };
    },
    async recordHistory(batch) {
      entered(sink, 'recordHistory');
      const parsed = historyBatchSchema.parse(batch);
      const known = histories.get(parsed.repository) ?? new Map();
      const before = known.size;
      parsed.commits.forEach(one => known.set(one.sha, one));
      histories.set(parsed.repository, known);
      if (parsed.head) {
        sink.heads.set(parsed.repository, parsed.head);
      }
      const added = known.size - before;
      return { added, known: parsed.commits.length - added };
    },
    async listUnresolved({ offset, limit }) {
      entered(sink, 'listUnresolved');
      return currentDeployments(deliveries)
        .filter(one => !one.commit)
        .slice(offset, offset + limit);
    },
    async readCursor(source) {
      const kept = cursors.get(source);
      return kept === undefined ? undefined : JSON.parse(kept);
    },
    async saveCursor(source, cursor) {
      entered(sink, 'saveCursor');
      cursors.set(source, JSON.stringify(cursor));
    },
  };
  return sink;
}

function entered(sink: MemorySink, call: string): void {
  sink.calls.push(call);
  sink.before(call);
}

function currentDeployments(
  deliveries: Map<string, DeploymentDelivery>,
): DeploymentDelivery[] {
  const byKey = new Map<string, DeploymentDelivery>();
  for (const one of deliveries.values()) {
    const known = byKey.get(one.key);
    const later = !known || one.occurredAt > known.occurredAt;
    const better =
      known?.occurredAt === one.occurredAt && !known.commit && one.commit;
    if (later || better) {
      byKey.set(one.key, one);
    }
  }
  return [...byKey.values()].sort(
    (a, b) =>
      a.occurredAt.localeCompare(b.occurredAt) ||
      (a.sequence ?? 0) - (b.sequence ?? 0),
  );
}
