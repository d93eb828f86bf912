/** The channel of Backstage's signals on which open pages hear of changes. */
export const changeSignalChannel = 'self-service';

/**
 * What a signal says: something about this resource, or this request for it,
 * may be different. It says no more, since everybody who is signed in gets it.
 */
export type ChangeSignal = { resourceId: string; requestId?: string };

/** The topic of events between plugins; the payload is `{ resourceId }`. */
export const resourceChangedTopic = 'self-service.resource';
