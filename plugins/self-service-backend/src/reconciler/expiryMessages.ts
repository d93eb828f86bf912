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
  (row: ResourceRow) => Message | undefined
> = {
  warn: row => ({
    title: `${row.name} expires soon`,
    description: `It expires at ${row.expires_at?.toISOString()}. Extend or pin it if it is still needed.`,
    severity: 'normal',
  }),
  pause: row => ({
    title: `${row.name} has expired`,
    description:
      'It is paused and will be deleted. Extend it and wake it if it is still needed.',
    severity: 'high',
  }),
  leave: row => ({
    title: `${row.name} is being deleted`,
    description: row.undo_until
      ? `Its time is over. The deletion can be undone until ${row.undo_until.toISOString()}.`
      : 'Its time is over.',
    severity: 'high',
  }),
  destroy: row => ({
    title: `${row.name} is deleted now`,
    description: 'Its time is over, and the deletion was not undone.',
    severity: 'high',
  }),
  calm: () => undefined,
  rewind: () => undefined,
};
