/**
 * The stages of an end by time. Each begins only after the one before it has
 * lasted, so that people are told however late somebody looks.
 */
export const expiryStages = ['none', 'warned', 'paused', 'grace'] as const;
export type ExpiryStage = (typeof expiryStages)[number];

/** How long the stages last, in milliseconds. */
export type ExpiryTimes = {
  /** Before the expiry, the owners are told. */
  warnBefore: number;
  /** After the expiry, paused where that is possible, before deletion begins. */
  pauseFor: number;
  /** A deletion that has begun can be undone for so long. */
  grace: number;
};

/** A life with an end; instants in milliseconds since 1970. */
export type Life = {
  createdAt: number;
  /** Null when it lives until somebody deletes it. */
  expiresAt: number | null;
  /** Null when it is not pinned, Infinity without an end. */
  pinnedUntil: number | null;
  pausable: boolean;
};

/** When each stage is due if all goes as planned. */
export type ExpiryPlan = {
  warnAt: number;
  /** Null where it cannot be paused. */
  pauseAt: number | null;
  /** When deletion begins; it can be undone until `deleteAt`. */
  leaveAt: number;
  deleteAt: number;
};

export type ExpiryMove =
  /** Nothing can happen until somebody changes it. */
  | { act: 'none' }
  | { act: 'wait'; until: number }
  | { act: 'warn' | 'pause' | 'leave' | 'destroy' }
  /** It was extended or pinned meanwhile: back to the stage `none`. */
  | { act: 'calm' }
  /** The clock went back: what was noted as later than now begins now. */
  | { act: 'rewind' };

/**
 * The plan of a life. A life shorter than twice the notice is warned of at its
 * half: a warning at the moment of creation warns of nothing.
 *
 * @returns null when it has no end
 */
export function expiryPlan(life: Life, times: ExpiryTimes): ExpiryPlan | null {
  if (life.expiresAt === null) {
    return null;
  }
  const leaveAt = life.expiresAt + (life.pausable ? times.pauseFor : 0);
  return {
    warnAt: life.expiresAt - noticeOf(life, life.expiresAt, times),
    pauseAt: life.pausable ? life.expiresAt : null,
    leaveAt,
    deleteAt: leaveAt + times.grace,
  };
}

/**
 * What is due now. Safe against clocks that jump: ahead, and the stages still
 * last as long as they should from when they were noticed; back, and what was
 * noted in the future begins anew.
 *
 * @param at - the stage it is in and since when; null with `none`
 */
export function nextExpiryMove(options: {
  life: Life;
  times: ExpiryTimes;
  at: { stage: ExpiryStage; since: number | null };
  now: number;
}): ExpiryMove {
  const { life, times, at, now } = options;
  const plan = expiryPlan(life, times);
  const pinned = life.pinnedUntil !== null && life.pinnedUntil > now;
  if (!plan || pinned) {
    return at.stage === 'none'
      ? waitForPin(plan !== null, life.pinnedUntil)
      : { act: 'calm' };
  }
  if (at.stage === 'none') {
    return due(now, plan.warnAt, 'warn');
  }
  const expiresAt = life.expiresAt ?? now;
  if (now < (at.stage === 'warned' ? plan.warnAt : expiresAt)) {
    return { act: 'calm' };
  }
  const since = at.since ?? now;
  if (since > now) {
    return { act: 'rewind' };
  }
  switch (at.stage) {
    case 'warned':
      return due(
        now,
        Math.max(expiresAt, since + noticeOf(life, expiresAt, times)),
        life.pausable ? 'pause' : 'leave',
      );
    case 'paused':
      return due(now, Math.max(plan.leaveAt, since + times.pauseFor), 'leave');
    default:
      return due(now, since + times.grace, 'destroy');
  }
}

/**
 * The new end of a life that somebody made use of: a whole time to live from
 * then, and never beyond the maximum. Less than a tenth of the time to live is
 * not worth a record.
 *
 * @returns null when it stays as it is
 */
export function extendByUse(options: {
  usedAt: number;
  expiresAt: number;
  /** In milliseconds. */
  ttl: number;
  /** The latest end, or null without one. */
  latest: number | null;
  now: number;
}): number | null {
  const { usedAt, expiresAt, ttl, latest, now } = options;
  // A target whose clock is ahead of ours does not give away time.
  const end = Math.min(Math.min(usedAt, now) + ttl, latest ?? Infinity);
  return end - expiresAt >= ttl / 10 ? end : null;
}

function noticeOf(life: Life, expiresAt: number, times: ExpiryTimes): number {
  const whole = Math.max(0, expiresAt - life.createdAt);
  return Math.min(times.warnBefore, whole / 2);
}

function waitForPin(ends: boolean, pinnedUntil: number | null): ExpiryMove {
  return ends && pinnedUntil !== null && Number.isFinite(pinnedUntil)
    ? { act: 'wait', until: pinnedUntil }
    : { act: 'none' };
}

function due(
  now: number,
  at: number,
  act: 'warn' | 'pause' | 'leave' | 'destroy',
): ExpiryMove {
  return now >= at ? { act } : { act: 'wait', until: at };
}
