import {
  canonicalJson,
  extendByUse,
  Plan,
} from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  InventoryEntry,
  Observation,
  orAborted,
} from '@slipway/plugin-self-service-node';
import { Duration } from 'luxon';
import { readInventory } from '../store/inventory';
import { moveResource } from '../store/moveResource';
import { ResourceRow, toDesiredResource } from '../store/rows';
import { withJson } from '../store/withJson';
import { mergeConditions } from './conditions';
import { correctDrift } from './correctDrift';
import { describeProblem } from './describeFailure';
import { findDrift } from './findDrift';
import { latestEnd } from './lifeOf';
import { Pass, recordOf } from './pass';
import { recordDrift } from './recordDrift';
import { settleDrift } from './settleDrift';

/** States in which what is there should be what is wanted. */
const observed = ['ready', 'drifted', 'suspended', 'expiring'];

const longestLookMs = 2 * 60_000;

/**
 * Reads what is there, compares it field by field, and corrects or reports what
 * differs. What cannot be read is unknown: nothing is concluded from it.
 *
 * @returns when to look again; null when nothing is to be looked at
 */
export async function observeResource(
  pass: Pass,
  row: ResourceRow,
): Promise<Date | null> {
  if (!observed.includes(row.state)) {
    return null;
  }
  const { engine, kind } = pass;
  const seen = await see(pass, row);
  const { plan, observation } = seen;
  let changed = seen.news;
  if (plan && observation.known) {
    const findings = findDrift({
      kind,
      plan,
      items: observation.items,
      modes: engine.settings.drift.modes,
    });
    const recorded = await recordDrift(pass, row, findings);
    // What is on its way out is looked at and left as it is.
    const { corrected, failed } =
      row.state === 'expiring'
        ? { corrected: 0, failed: [] }
        : await correctDrift(pass, { ...seen, plan }, recorded);
    const settled = await settleDrift(pass, row, { ...recorded, failed });
    // What was read before it was put right is not so any more. Whether it
    // lasts is for the next look: two who put it right would never end.
    const anew = corrected > 0 && (await see(pass, row)).news;
    changed = changed || settled || anew;
  }
  // Also where it cannot be read just now: others too say that it is used.
  changed = (await extend(pass, seen.current)) || changed;
  // A sweep over a thousand that are well is no news to any page.
  if (changed) {
    engine.announcer.changed({ resourceId: row.id });
  }
  return nextLook(pass);
}

/** Looks once, and writes down what it is like there. */
async function see(pass: Pass, row: ResourceRow) {
  const { engine, lease } = pass;
  const resource = toDesiredResource(row);
  const inventory = await readInventory(engine.knex, row.id);
  const looked = await look(pass, resource, inventory);
  const written = await lease.write(async (trx, current) => {
    const set = observationColumns(current, looked.observation, engine.now());
    await trx<ResourceRow>('resources')
      .where({ id: row.id })
      .update(withJson(set));
    const news =
      canonicalJson(set.conditions) !== canonicalJson(current.conditions);
    return { current: { ...current, ...set }, news };
  });
  return { ...looked, ...written, resource, inventory };
}

/** A template version that is not there any more leaves nothing to compare. */
async function look(
  pass: Pass,
  resource: DesiredResource,
  inventory: InventoryEntry[],
): Promise<{ plan: Plan | null; observation: Observation }> {
  const { kind, lease } = pass;
  const signal = AbortSignal.any([
    lease.signal,
    AbortSignal.timeout(longestLookMs),
  ]);
  try {
    const plan = kind.plan(resource);
    const observation = await orAborted(signal, () =>
      kind.observe({ resource, plan, inventory, signal }),
    );
    return { plan, observation };
  } catch (error) {
    lease.signal.throwIfAborted();
    const reason = describeProblem(error).cause;
    return { plan: null, observation: { known: false, reason } };
  }
}

/** Nothing that a compare-and-set is about: readers may go on meanwhile. */
function observationColumns(
  row: ResourceRow,
  observation: Observation,
  now: Date,
): Partial<ResourceRow> {
  const at = now.toISOString();
  if (!observation.known) {
    const { reason } = observation;
    const unknown = {
      type: 'Known',
      status: 'false' as const,
      reason: 'NotReadable',
      message: reason,
    };
    return {
      observation: { known: false, reason, at },
      conditions: mergeConditions(row.conditions, [unknown], now),
    };
  }
  const known = {
    type: 'Known',
    status: 'true' as const,
    reason: 'Read',
    message: 'What is there was read.',
  };
  const found = [...observation.conditions, known];
  return {
    observation: { known: true, reason: null, at },
    conditions: mergeConditions(row.conditions, found, now),
    observed_generation: row.generation,
    last_active_at: later(row.last_active_at, observation.activeAt ?? null),
  };
}

function later(one: Date | null, other: Date | null): Date | null {
  return one && (!other || one > other) ? one : other;
}

/** Somebody uses it: its end moves on, up to what its environment allows. */
async function extend(pass: Pass, seen: ResourceRow): Promise<boolean> {
  const { engine, lease } = pass;
  if (!extendedEnd(pass, seen)) {
    return false;
  }
  const now = engine.now();
  return lease.write(async (trx, row) => {
    const expiresAt = extendedEnd(pass, row);
    if (!expiresAt) {
      return false;
    }
    const moved = await moveResource(trx, row, row.state, {
      now,
      set: { expires_at: expiresAt },
    });
    await engine.audit.append(trx, {
      ...recordOf(moved),
      event: 'resource.extended',
      reason: 'It was used.',
      before: { expiresAt: row.expires_at?.toISOString() ?? null },
      after: { expiresAt: expiresAt.toISOString() },
    });
    return true;
  });
}

function extendedEnd({ engine }: Pass, row: ResourceRow): Date | null {
  const inUse =
    ['ready', 'drifted'].includes(row.state) &&
    ['none', 'warned'].includes(row.expiry_stage);
  if (!inUse || !row.ttl || !row.expires_at || !row.last_active_at) {
    return null;
  }
  const end = extendByUse({
    usedAt: row.last_active_at.getTime(),
    expiresAt: row.expires_at.getTime(),
    ttl: Duration.fromISO(row.ttl).toMillis(),
    latest: latestEnd(engine.settings, row)?.getTime() ?? null,
    now: engine.now().getTime(),
  });
  return end === null ? null : new Date(end);
}

/** Spread, so that a thousand resources are not looked at in one second. */
function nextLook({ engine, random }: Pass): Date {
  const every = Duration.fromISO(engine.settings.drift.sweep).toMillis();
  const jitter = 0.9 + random() * 0.2;
  return new Date(engine.now().getTime() + every * jitter);
}
