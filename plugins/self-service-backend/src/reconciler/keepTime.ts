import {
  ExpiryMove,
  nextExpiryMove,
} from '@slipway/plugin-self-service-common';
import { Duration } from 'luxon';
import { denialsOf } from '../service/judge';
import { RequestRow, ResourceRow } from '../store/rows';
import { expiryActs } from './expiryActs';
import { expiryMessages } from './expiryMessages';
import { holdBack, judgeMove, letGo } from './holdBack';
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

/**
 * Does what is due by time, with a record of it and a word to the owners. What
 * a policy denies, as in a freeze, waits and is asked about at the next sweep.
 */
export async function keepTime(
  pass: Pass,
  row: ResourceRow,
  request: RequestRow | undefined,
): Promise<TimeKept> {
  const move = timeMove(pass, row);
  // Once is enough for what fails: a person has to look.
  const failsAgain = move.act === 'destroy' && row.state === 'failed';
  if (move.act === 'none' || move.act === 'wait' || failsAgain) {
    await letGo(pass, row);
    const nextAt = move.act === 'wait' ? new Date(move.until) : null;
    return { moved: false, nextAt };
  }
  const { act } = move;
  const verdicts = await judgeMove(pass, row, act);
  if (denialsOf(verdicts).length > 0) {
    await holdBack(pass, row, act, verdicts);
    return { moved: false, nextAt: nextSweep(pass) };
  }
  await letGo(pass, row);
  const moved = await pass.lease.write(async (trx, current) => {
    // Extended or pinned at this moment: look again.
    if (current.version !== row.version) {
      return undefined;
    }
    return expiryActs[act](pass, trx, current, request, verdicts);
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

function nextSweep({ engine }: Pass): Date {
  const every = Duration.fromISO(engine.settings.drift.sweep).toMillis();
  return new Date(engine.now().getTime() + every);
}
