import { eventWords } from '../shared/eventWords';

/** What the engine records, in the order of a thing's life. */
const events = [
  'request.drafted',
  'request.submitted',
  'request.denied',
  'request.reminded',
  'request.approved',
  'request.refused',
  'request.lapsed',
  'request.expired',
  'request.cancelled',
  'request.cancelling',
  'request.started',
  'request.done',
  'request.failed',
  'request.retried',
  'request.rolled-back',
  'resource.ready',
  'resource.drift.found',
  'resource.drift.corrected',
  'resource.drift.gone',
  'resource.warned',
  'resource.paused',
  'resource.woken',
  'resource.extended',
  'resource.pinned',
  'resource.unpinned',
  'resource.protected',
  'resource.unprotected',
  'resource.expiring',
  'resource.destroying',
  'resource.undo',
  'resource.destroyed',
  'resource.secret-issued',
  'quota.changed',
  'audit.exported',
  'audit.pruned',
];

/** Events that can be asked for; whole families first. */
export const eventChoices = [
  { id: 'request.*', label: 'All of requests' },
  { id: 'resource.drift.*', label: 'All of drift' },
  { id: 'resource.*', label: 'All of resources' },
  ...events.map(id => ({ id, label: eventWords(id) })),
];
