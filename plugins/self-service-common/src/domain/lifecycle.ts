/**
 * The states of a resource, from the first word about it to its end. While its
 * first request is on the way the resource shows that request's state.
 */
export const resourceStates = [
  'draft',
  'judged',
  'waiting-for-approval',
  'approved',
  'provisioning',
  'ready',
  'changing',
  'drifted',
  'suspended',
  'expiring',
  'destroying',
  'destroyed',
  'failed',
  'cancelled',
] as const;
export type ResourceState = (typeof resourceStates)[number];

/** The states of a request: one change that somebody asked for. */
export const requestStates = [
  'draft',
  'judged',
  'waiting-for-approval',
  'approved',
  'running',
  'done',
  'failed',
  'cancelling',
  'cancelled',
] as const;
export type RequestState = (typeof requestStates)[number];

/**
 * Where a resource may go from each state. Anything else is refused by the
 * compare-and-set that every move is.
 */
export const resourceMoves: Readonly<
  Record<ResourceState, readonly ResourceState[]>
> = {
  draft: ['judged', 'cancelled'],
  judged: ['waiting-for-approval', 'approved', 'cancelled'],
  'waiting-for-approval': ['approved', 'cancelled'],
  // Back to waiting when the approval lapses before the first step.
  approved: ['provisioning', 'waiting-for-approval', 'cancelled'],
  // To destroying when it is cancelled: what was made is taken back.
  provisioning: ['ready', 'failed', 'destroying', 'cancelled'],
  ready: ['changing', 'drifted', 'suspended', 'expiring', 'destroying'],
  // Suspended and expiring: a change of something that is paused or on its
  // way out ends where it began.
  changing: ['ready', 'suspended', 'expiring', 'failed'],
  drifted: ['ready', 'changing', 'suspended', 'expiring', 'destroying'],
  suspended: ['changing', 'expiring', 'destroying'],
  // Out again by an extension or a pin, or by the undo of a deletion.
  expiring: ['ready', 'suspended', 'drifted', 'changing', 'destroying'],
  destroying: ['destroyed', 'failed', 'cancelled'],
  // By a retry, a roll-back, or the end of what is left.
  failed: ['provisioning', 'changing', 'ready', 'suspended', 'destroying'],
  destroyed: [],
  cancelled: [],
};

export const requestMoves: Readonly<
  Record<RequestState, readonly RequestState[]>
> = {
  draft: ['judged', 'cancelled'],
  judged: ['waiting-for-approval', 'approved', 'cancelled'],
  'waiting-for-approval': ['approved', 'cancelled'],
  approved: ['running', 'waiting-for-approval', 'cancelled'],
  running: ['done', 'failed', 'cancelling'],
  failed: ['running', 'cancelling'],
  cancelling: ['cancelled', 'failed'],
  done: [],
  cancelled: [],
};

/** Why a request was cancelled. */
export const cancelReasons = [
  'by-requester',
  'refused',
  'expired',
  'rolled-back',
  'superseded',
] as const;
export type CancelReason = (typeof cancelReasons)[number];

export function canMoveResource(
  from: ResourceState,
  to: ResourceState,
): boolean {
  return resourceMoves[from].includes(to);
}

export function canMoveRequest(from: RequestState, to: RequestState): boolean {
  return requestMoves[from].includes(to);
}

/** Whether nothing can happen to it any more. */
export function isEndState(state: ResourceState | RequestState): boolean {
  return ['destroyed', 'cancelled', 'done'].includes(state);
}

/** States in which the thing is there, or partly there. */
export const standingStates: readonly ResourceState[] = [
  'provisioning',
  'ready',
  'changing',
  'drifted',
  'suspended',
  'expiring',
  'destroying',
  'failed',
];
