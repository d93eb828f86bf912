import {
  CancelReason,
  RequestState,
  RequestSummary,
  ResourceState,
  StepState,
} from '@slipway/plugin-self-service-common';
import { StatusTone } from '@slipway/ui';

/** A state as people say it, and what it means to them. */
type StateWords = { word: string; tone: StatusTone };

export const resourceStateWords: Record<ResourceState, StateWords> = {
  draft: { word: 'Draft', tone: 'neutral' },
  judged: { word: 'Being checked', tone: 'progress' },
  'waiting-for-approval': { word: 'Waiting for approval', tone: 'waiting' },
  approved: { word: 'Approved', tone: 'progress' },
  provisioning: { word: 'Being made', tone: 'progress' },
  ready: { word: 'Ready', tone: 'positive' },
  changing: { word: 'Changing', tone: 'progress' },
  drifted: { word: 'Drifted', tone: 'warning' },
  suspended: { word: 'Paused', tone: 'paused' },
  expiring: { word: 'Expiring', tone: 'warning' },
  destroying: { word: 'Being deleted', tone: 'progress' },
  destroyed: { word: 'Deleted', tone: 'ended' },
  failed: { word: 'Failed', tone: 'negative' },
  cancelled: { word: 'Cancelled', tone: 'ended' },
};

const requestStateWords: Record<RequestState, StateWords> = {
  draft: { word: 'Draft', tone: 'neutral' },
  judged: { word: 'Being checked', tone: 'progress' },
  'waiting-for-approval': { word: 'Waiting for approval', tone: 'waiting' },
  approved: { word: 'Approved', tone: 'progress' },
  running: { word: 'Running', tone: 'progress' },
  done: { word: 'Done', tone: 'positive' },
  failed: { word: 'Failed', tone: 'negative' },
  cancelling: { word: 'Being undone', tone: 'progress' },
  cancelled: { word: 'Cancelled', tone: 'ended' },
};

const cancelWords: Record<CancelReason, string> = {
  'by-requester': 'Cancelled',
  refused: 'Refused',
  expired: 'Expired',
  'rolled-back': 'Rolled back',
  superseded: 'Superseded',
};

/** A request's state; for one that was cancelled, by what. */
export function wordsOfRequest(
  request: Pick<RequestSummary, 'state' | 'cancelReason'>,
): StateWords {
  const { state, cancelReason } = request;
  if (state === 'cancelled' && cancelReason) {
    return {
      word: cancelWords[cancelReason],
      tone: cancelReason === 'refused' ? 'negative' : 'ended',
    };
  }
  return requestStateWords[state];
}

export const stepStateWords: Record<StepState, StateWords> = {
  waiting: { word: 'Not started', tone: 'neutral' },
  running: { word: 'Running', tone: 'progress' },
  done: { word: 'Done', tone: 'positive' },
  failed: { word: 'Failed', tone: 'negative' },
  undone: { word: 'Undone', tone: 'ended' },
  skipped: { word: 'Skipped', tone: 'ended' },
};

/** Whether something is on its way that needs nobody. */
export function isMoving(state: ResourceState | RequestState): boolean {
  return [
    'judged',
    'approved',
    'running',
    'cancelling',
    'provisioning',
    'changing',
    'destroying',
  ].includes(state);
}
