/**
 * Who may do what: Slipway's permission policy.
 *
 * @packageDocumentation
 */
export { permissionModuleSlipway as default } from './module';
export { SlipwayPermissionPolicy } from './SlipwayPermissionPolicy';
export type { SlipwayPermissionPolicyOptions } from './SlipwayPermissionPolicy';
