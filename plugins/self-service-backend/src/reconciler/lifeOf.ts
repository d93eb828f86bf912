import {
  expiryPlan,
  ExpiryTimes,
  Life,
  TimeView,
} from '@slipway/plugin-self-service-common';
import { Duration } from 'luxon';
import { Engine } from '../ports';
import { SelfServiceSettings } from '../settings';
import { ResourceRow } from '../store/rows';

/** How long the stages last for a resource, by the settings. */
export function expiryTimes(
  settings: SelfServiceSettings,
  row: Pick<ResourceRow, 'environment_class'>,
): ExpiryTimes {
  return {
    warnBefore: toMillis(settings.time.warnBefore),
    pauseFor: toMillis(settings.time.pauseFor),
    grace: toMillis(settings.deletion.grace[row.environment_class] ?? 'PT0S'),
  };
}

/** The life that a row tells of. What has failed cannot be put to sleep. */
export function lifeOf(row: ResourceRow, kind: { pausable: boolean }): Life {
  return {
    createdAt: beginning(row).getTime(),
    expiresAt: row.expires_at?.getTime() ?? null,
    pinnedUntil: pinnedUntil(row),
    pausable: kind.pausable && row.state !== 'failed',
  };
}

/** The latest end that its environment allows; null where it allows any. */
export function latestEnd(
  settings: SelfServiceSettings,
  row: Pick<ResourceRow, 'environment' | 'created_at' | 'lives_since'>,
): Date | null {
  const maximum = settings.environments[row.environment]?.maximumTtl;
  return maximum
    ? new Date(beginning(row).getTime() + toMillis(maximum))
    : null;
}

/** Waiting for somebody to agree takes nothing from a life. */
function beginning(row: Pick<ResourceRow, 'created_at' | 'lives_since'>): Date {
  return row.lives_since ?? row.created_at;
}

/** When what happens to a resource by itself, for its page. */
export function timeView(
  engine: Pick<Engine, 'settings' | 'kinds'>,
  row: ResourceRow,
): TimeView {
  const kind = engine.kinds.list().find(({ id }) => id === row.kind);
  const life = lifeOf(row, { pausable: kind?.pausable ?? false });
  // What is being removed has no time to come.
  const plan =
    row.state === 'destroying'
      ? null
      : expiryPlan(life, expiryTimes(engine.settings, row));
  const leaving = row.undo_until !== null;
  return {
    ttl: row.ttl,
    expiresAt: toInstant(row.expires_at),
    warnAt: toInstant(plan?.warnAt),
    pauseAt: toInstant(plan?.pauseAt),
    deleteAt: toInstant(leaving ? row.undo_until : plan?.deleteAt),
    extendableUntil: toInstant(latestEnd(engine.settings, row)),
    pin: row.pin,
    undoUntil: toInstant(row.undo_until),
  };
}

function pinnedUntil({ pin }: ResourceRow): number | null {
  if (!pin) {
    return null;
  }
  return pin.until ? new Date(pin.until).getTime() : Infinity;
}

function toMillis(duration: string): number {
  return Duration.fromISO(duration).toMillis();
}

function toInstant(at: Date | number | null | undefined): string | null {
  return at === null || at === undefined ? null : new Date(at).toISOString();
}
