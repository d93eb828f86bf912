/** Every annotation of Slipway starts with this. */
export const annotationPrefix = 'slipway.dev/';

/** Annotations of services, their APIs and resources, and of systems. */
export const serviceAnnotations = {
  tier: 'slipway.dev/tier',
  onCall: 'slipway.dev/on-call',
  technology: 'slipway.dev/technology',
  runbook: 'slipway.dev/runbook',
  dashboard: 'slipway.dev/dashboard',
  docs: 'slipway.dev/docs',
  chat: 'slipway.dev/chat',
  compliance: 'slipway.dev/compliance',
} as const;

/** Annotations of groups. */
export const groupAnnotations = {
  lead: 'slipway.dev/lead',
  timeZone: 'slipway.dev/time-zone',
  costCenter: 'slipway.dev/cost-center',
} as const;

/** Annotations that Slipway itself sets on the resources it made. */
export const resourceAnnotations = {
  selfServiceId: 'slipway.dev/self-service-id',
} as const;

export type MetadataField =
  | keyof typeof serviceAnnotations
  | keyof typeof groupAnnotations
  | keyof typeof resourceAnnotations;

/** The annotation name of each field, e.g. `onCall` → `slipway.dev/on-call`. */
export const metadataAnnotations: Readonly<Record<MetadataField, string>> = {
  ...serviceAnnotations,
  ...groupAnnotations,
  ...resourceAnnotations,
};
