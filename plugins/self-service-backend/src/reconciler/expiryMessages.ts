import { Engine } from '../ports';
import { decideExtension } from '../service/decideExtension';
import { ResourceRow } from '../store/rows';
import { ExpiryAct } from './expiryActs';

type Message = {
  title: string;
  description: string;
  severity: 'normal' | 'high';
};

/** What the owners are told of each move by time. */
export const expiryMessages: Record<
  ExpiryAct,
  (row: ResourceRow, engine: Engine) => Message | undefined
> = {
  warn: row => ({
    title: `${row.name} expires soon`,
    description: `It expires at ${row.expires_at?.toISOString()}. Extend or pin it if it is still needed.`,
    severity: 'normal',
  }),
  pause: row => ({
    title: `${row.name} has expired`,
    description: willSleep(row)
      ? 'It is paused and will be deleted. Extend it and wake it if it is still needed.'
      : 'It could not be paused and will be deleted. Extend it if it is still needed.',
    severity: 'high',
  }),
  leave: (row, engine) => ({
    title: `${row.name} is being deleted`,
    description: `Its time is over. ${describeUndo(row, engine)}`,
    severity: 'high',
  }),
  destroy: row => ({
    title: `${row.name} is deleted now`,
    description: 'Its time is over, and nobody kept it.',
    severity: 'high',
  }),
  calm: () => undefined,
  rewind: () => undefined,
};

/** The change that pauses it has begun, or it sleeps already. */
function willSleep({ state, paused }: ResourceRow): boolean {
  return state === 'changing' || paused;
}

/** What has failed is not kept; at the maximum only a pin keeps it. */
function describeUndo(row: ResourceRow, engine: Engine): string {
  if (row.undo_until === null) {
    return 'What is left of it is removed.';
  }
  if (row.undo_until <= engine.now()) {
    return `In ${row.environment} a deletion cannot be undone.`;
  }
  const until = row.undo_until.toISOString();
  return decideExtension(engine, row, {}).ok
    ? `The deletion can be undone until ${until}.`
    : `It has reached the maximum of ${row.environment}: until ${until} a lead of the team can keep it by pinning it.`;
}
