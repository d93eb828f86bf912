/**
 * What Slipway adds to the catalog: the check of service metadata, definitions
 * of APIs in files beside a local entity file, and a guard of registered
 * locations.
 *
 * @packageDocumentation
 */
export { catalogModuleSlipway as default } from './module';
