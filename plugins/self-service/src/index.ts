/**
 * Self-service: what can be asked for, requests, resources, approvals, audit.
 *
 * @packageDocumentation
 */
export { selfServicePlugin as default } from './plugin';
export * from './api/SelfServiceApi';
