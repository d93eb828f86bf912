export { runDevelopment } from './runDevelopment';
export { runPortal } from './runPortal';
export type { LauncherMessage, StepName } from './messages';
export type { DevelopmentOptions, PortalOptions } from './options';
