/**
 * Keeps the catalog's entities of self-service resources in step.
 *
 * @packageDocumentation
 */
export { catalogModuleSelfService as default } from './module';
