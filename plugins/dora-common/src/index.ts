/**
 * Definitions, API types and permissions of the DORA plugins.
 *
 * @packageDocumentation
 */
export * from './api/ingest';
export * from './api/types';
export * from './domain';
export * from './permissions';
