import { addDuration } from '@slipway/plugin-self-service-common';
import { Engine } from '../ports';
import { RequestRow } from '../store/rows';

type Times = Pick<RequestRow, 'expires_at' | 'remind_at'>;

/**
 * Until when a request that begins to wait may wait for somebody to decide, and
 * when they are reminded: once half of that time has gone by.
 */
export function waitingTimes(
  engine: Pick<Engine, 'now' | 'settings'>,
): Record<keyof Times, Date> {
  const now = engine.now();
  const expiresAt = addDuration(now, engine.settings.requests.expireAfter);
  return {
    expires_at: expiresAt,
    remind_at: new Date((now.getTime() + expiresAt.getTime()) / 2),
  };
}

/** Of a request that waits no more. */
export const decidedTimes: Times = { expires_at: null, remind_at: null };
