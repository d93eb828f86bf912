/**
 * What a kind of resource fills in, and the policy rules that the backend and
 * the command line share.
 *
 * @packageDocumentation
 */
export * from './errors';
export * from './extensionPoint';
export * from './kind';
export * from './orAborted';
export * from './policy';
export * from './quantity';
export * from './stepRequest';
