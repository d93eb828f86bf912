/**
 * The service metadata that Slipway keeps in annotations: their names, the
 * rule of each, a reader and a check. Pure: no I/O, no Backstage code.
 *
 * @packageDocumentation
 */
export * from './names';
export * from './values';
export * from './readServiceMetadata';
export * from './checkServiceMetadata';
export * from './checkRequiredMetadata';
export * from './describeMetadataProblem';
export * from './groupTree';
export { nearestName } from './nearestName';
