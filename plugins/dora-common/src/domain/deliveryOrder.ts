/** What decides between two deliveries about the same deployment. */
export type DeliveryRank = {
  occurredAt: number;
  hasCommit: boolean;
  deliveryId: string;
};

/**
 * Whether `candidate` says more recent things than `current`: the later
 * instant, then the one that knows the commit, then the greater delivery id.
 * A total order, so that deliveries may come in any order and any number of
 * times and the same one wins.
 */
export function supersedes(
  candidate: DeliveryRank,
  current: DeliveryRank,
): boolean {
  if (candidate.occurredAt !== current.occurredAt) {
    return candidate.occurredAt > current.occurredAt;
  }
  if (candidate.hasCommit !== current.hasCommit) {
    return candidate.hasCommit;
  }
  return candidate.deliveryId > current.deliveryId;
}
