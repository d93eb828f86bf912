/**
 * Definitions, API types and permissions of the self-service plugins.
 *
 * @packageDocumentation
 */
export * from './api/events';
export * from './api/types';
export * from './domain';
export * from './permissions';
