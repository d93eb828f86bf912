/**
 * Catalog processors of Slipway: the check of service metadata, and the
 * definitions of APIs in files beside a local entity file.
 *
 * @packageDocumentation
 */
export { catalogModuleSlipway as default } from './module';
