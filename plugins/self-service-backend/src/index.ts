/**
 * Self-service: requests, their plans and approvals, the resources that come of
 * them, and the API that pages, command line and agents share.
 *
 * @packageDocumentation
 */
export { selfServicePlugin as default } from './plugin';
