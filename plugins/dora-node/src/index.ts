/**
 * Readers of deployment history that the backend and the CLI share.
 *
 * @packageDocumentation
 */
export * from './sink';
