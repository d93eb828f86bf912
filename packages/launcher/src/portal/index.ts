export { runPortal } from './runPortal';
export type { LauncherMessage, StepName } from './messages';
export type { PortalOptions } from './options';
