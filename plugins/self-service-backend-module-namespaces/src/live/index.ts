export { createLiveTarget } from './createLiveTarget';
export type { LiveDependencies } from './createLiveTarget';
export { liveTargetSchema } from './settings';
export type { ClusterSettings, LiveTargetSettings } from './settings';
