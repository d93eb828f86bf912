/** The actor of what the engine does by itself: drift, expiry, retention. */
export const engineActor = 'slipway';

/** Asks for the environments of pull requests. */
export const previewsActor = 'service:slipway-previews';
