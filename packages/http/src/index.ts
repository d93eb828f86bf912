/**
 * What the routers of all plugins share.
 *
 * @packageDocumentation
 */
export { audited } from './audited';
export { parsePart } from './parsePart';
