import {
  ExpiryMove,
  nextExpiryMove,
} from '@slipway/plugin-self-service-common';
import { RequestRow, ResourceRow } from '../store/rows';
import { expiryActs } from './expiryActs';
import { expiryMessages } from './expiryMessages';
import { expiryTimes, lifeOf } from './lifeOf';
import { Pass } from './pass';
import { tellOwners } from './tell';

/** When each thing that happens by time happens next; null when nothing does. */
export type TimeKept = { moved: boolean; nextAt: Date | null };

/** States in which time counts; in all others something else is going on. */
const aging = ['ready', 'drifted', 'suspended', 'expiring', 'failed'];

/** What is due by time now. See the stages in common/domain/expiry. */
export function timeMove(pass: Pass, row: ResourceRow): ExpiryMove {
  const byDeletion = row.state === 'expiring' && row.expiry_stage !== 'grace';
  if (!aging.includes(row.state) || byDeletion) {
    return { act: 'none' };
  }
  const move = nextExpiryMove({
    life: lifeOf(row, pass.kind),
    times: expiryTimes(pass.engine.settings, row),
    at: {
      stage: row.expiry_stage,
      since: row.expiry_stage_since?.getTime() ?? null,
    },
    now: pass.engine.now().getTime(),
  });
  // Lifting the protection wakes it.
  return row.protected && move.act === 'leave' ? { act: 'none' } : move;
}

/** Does what is due by time, with a record of it and a word to the owners. */
export async function keepTime(
  pass: Pass,
  row: ResourceRow,
  request: RequestRow | undefined,
): Promise<TimeKept> {
  const move = timeMove(pass, row);
  if (move.act === 'none') {
    return { moved: false, nextAt: null };
  }
  if (move.act === 'wait') {
    return { moved: false, nextAt: new Date(move.until) };
  }
  if (move.act === 'destroy' && row.state === 'failed') {
    return { moved: false, nextAt: null };
  }
  const { act } = move;
  const moved = await pass.lease.write(async (trx, current) => {
    // Extended or pinned at this moment: look again.
    if (current.version !== row.version) {
      return undefined;
    }
    return expiryActs[act](pass, trx, current, request);
  });
  if (moved) {
    pass.engine.announcer.changed({ resourceId: row.id });
    const message = expiryMessages[act](moved, pass.engine);
    if (message) {
      await tellOwners(pass, moved, {
        ...message,
        topic: `time:${act}:${row.expires_at?.toISOString()}`,
      });
    }
  }
  return { moved: true, nextAt: null };
}
