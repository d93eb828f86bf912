import fc from 'fast-check';
import {
  ExpiryMove,
  expiryPlan,
  ExpiryStage,
  ExpiryTimes,
  extendByUse,
  Life,
  nextExpiryMove,
} from './expiry';

const hour = 3_600_000;
const day = 24 * hour;
const times: ExpiryTimes = {
  warnBefore: 3 * day,
  pauseFor: day,
  grace: hour,
};
const life = (fields: Partial<Life> = {}): Life => ({
  createdAt: 0,
  expiresAt: 30 * day,
  pinnedUntil: null,
  pausable: true,
  ...fields,
});

/** A life as a reconciler keeps it: stages are noted when they are noticed. */
function live(of: Life, clock: number[]) {
  let stage: ExpiryStage = 'none';
  let since: number | null = null;
  const events: Array<{ act: ExpiryMove['act']; at: number }> = [];
  const after = {
    warn: 'warned',
    pause: 'paused',
    leave: 'grace',
    destroy: 'grace',
    calm: 'none',
  } as const;
  for (const now of clock) {
    for (;;) {
      const move: ExpiryMove = nextExpiryMove({
        life: of,
        times,
        at: { stage, since },
        now,
      });
      if (move.act === 'none' || move.act === 'wait') {
        break;
      }
      events.push({ act: move.act, at: now });
      if (move.act === 'destroy') {
        return events;
      }
      stage = move.act === 'rewind' ? stage : after[move.act];
      since = move.act === 'calm' ? null : now;
    }
  }
  return events;
}

/**
 * How long each stage lasted that came to its end, by the clock that it ended
 * by: one that went back counts from the reading that it went back to.
 */
function stagesOf(events: ReturnType<typeof live>) {
  let begun: (typeof events)[number] | undefined;
  return events.flatMap(({ act, at }) => {
    const ended = begun && act !== 'rewind' && act !== 'calm' ? [begun] : [];
    const stage = act === 'rewind' && begun ? begun.act : act;
    begun = act === 'calm' ? undefined : { act: stage, at };
    return ended.map(each => ({ stage: each.act, lasted: at - each.at }));
  });
}

function isTooShort({ stage, lasted }: ReturnType<typeof stagesOf>[number]) {
  const least = new Map([
    ['warn', times.warnBefore],
    ['pause', times.pauseFor],
    ['leave', times.grace],
  ]);
  return lasted < (least.get(stage) ?? Infinity);
}

const hours = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => (from + index) * hour);

describe('the end by time', () => {
  it('warns, pauses, leaves and destroys, each when the plan says', () => {
    const plan = expiryPlan(life(), times);
    expect(plan).toEqual({
      warnAt: 27 * day,
      pauseAt: 30 * day,
      leaveAt: 31 * day,
      deleteAt: 31 * day + hour,
    });
    expect(live(life(), hours(0, 24 * 40))).toEqual([
      { act: 'warn', at: 27 * day },
      { act: 'pause', at: 30 * day },
      { act: 'leave', at: 31 * day },
      { act: 'destroy', at: 31 * day + hour },
    ]);
    expect(
      live(life({ pausable: false }), hours(0, 24 * 40)).map(({ act }) => act),
    ).toEqual(['warn', 'leave', 'destroy']);
  });

  it('warns of a short life at its half, and never of one without an end', () => {
    expect(expiryPlan(life({ expiresAt: 8 * hour }), times)?.warnAt).toBe(
      4 * hour,
    );
    expect(expiryPlan(life({ expiresAt: null }), times)).toBeNull();
    expect(live(life({ expiresAt: null }), [1e15])).toEqual([]);
  });

  it('stands still while it is pinned, and still warns afterwards', () => {
    const pinned = life({ pinnedUntil: 40 * day });
    expect(
      nextExpiryMove({
        life: pinned,
        times,
        at: { stage: 'none', since: null },
        now: 35 * day,
      }),
    ).toEqual({ act: 'wait', until: 40 * day });
    expect(live(pinned, hours(0, 24 * 60))).toEqual([
      { act: 'warn', at: 40 * day },
      { act: 'pause', at: 43 * day },
      { act: 'leave', at: 44 * day },
      { act: 'destroy', at: 44 * day + hour },
    ]);
    expect(live(life({ pinnedUntil: Infinity }), [100 * day])).toEqual([]);
  });

  it('is calm again when it was extended or pinned in any stage', () => {
    for (const stage of ['warned', 'paused', 'grace'] as const) {
      const at = { stage, since: 30 * day };
      const now = 31 * day;
      const extended = life({ expiresAt: 90 * day });
      expect(nextExpiryMove({ life: extended, times, at, now }).act).toBe(
        'calm',
      );
      const pinned = life({ pinnedUntil: Infinity });
      expect(nextExpiryMove({ life: pinned, times, at, now }).act).toBe('calm');
    }
  });

  it('warns again of a short extension, with the whole notice', () => {
    const at = { stage: 'grace' as const, since: 31 * day };
    const now = 31 * day;
    const extended = life({ expiresAt: 32 * day });
    expect(nextExpiryMove({ life: extended, times, at, now })).toEqual({
      act: 'calm',
    });
    expect(live(extended, hours(31 * 24, 24 * 60))).toEqual([
      { act: 'warn', at: 31 * day },
      { act: 'pause', at: 34 * day },
      { act: 'leave', at: 35 * day },
      { act: 'destroy', at: 35 * day + hour },
    ]);
  });

  it('lets no stage be shorter than it should be, whatever the clock says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 200 * 24 }), {
          minLength: 1,
          maxLength: 60,
        }),
        fc.boolean(),
        (readings, pausable) => {
          const of = life({ pausable });
          const events = live(
            of,
            readings.map(reading => reading * hour),
          );
          const order = events
            .map(({ act }) => act)
            .filter(act => act !== 'rewind' && act !== 'calm');
          // After a calm it may start over, but never skips a stage.
          const chain = pausable
            ? ['warn', 'pause', 'leave', 'destroy']
            : ['warn', 'leave', 'destroy'];
          order.forEach((act, index) => {
            const place = chain.indexOf(act);
            const before = place === 0 ? act : chain[place - 1];
            expect(index === 0 ? chain[0] : before).toBe(
              place === 0 ? act : order[index - 1],
            );
          });
          expect(stagesOf(events).filter(isTooShort)).toEqual([]);
          const gone = events.find(({ act }) => act === 'destroy')?.at;
          expect(gone ?? Infinity).toBeGreaterThanOrEqual(30 * day);
        },
      ),
      // The clock goes back by an hour while it can be undone.
      { examples: [[[649, 721, 720, 721], false]] },
    );
  });

  it('goes on in its time after a clock that was a year ahead', () => {
    const year = 365 * day;
    const events = live(life(), [28 * day + year, ...hours(28 * 24, 40 * 24)]);
    expect(events.slice(0, 2)).toEqual([
      { act: 'warn', at: 28 * day + year },
      { act: 'rewind', at: 28 * day },
    ]);
    expect(events.at(-1)).toEqual({ act: 'destroy', at: 32 * day + hour });
  });
});

describe('extension by use', () => {
  const base = { ttl: 10 * day, expiresAt: 30 * day, latest: null };

  it('gives a whole life from the last use, up to the maximum', () => {
    const now = 29 * day;
    expect(extendByUse({ ...base, usedAt: now, now })).toBe(39 * day);
    expect(extendByUse({ ...base, usedAt: now, now, latest: 32 * day })).toBe(
      32 * day,
    );
    expect(
      extendByUse({ ...base, usedAt: now, now, latest: 30 * day }),
    ).toBeNull();
  });

  it('does not write for a little, nor believe a clock that is ahead', () => {
    const now = 20.5 * day;
    expect(extendByUse({ ...base, usedAt: now, now })).toBeNull();
    expect(extendByUse({ ...base, usedAt: 500 * day, now })).toBeNull();
  });
});
