/**
 * Definitions, API types and permissions of the self-service plugins.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './domain';
export * from './permissions';
