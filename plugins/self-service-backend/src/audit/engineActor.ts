/** The actor of what the engine does by itself: drift, expiry, retention. */
export const engineActor = 'slipway';
