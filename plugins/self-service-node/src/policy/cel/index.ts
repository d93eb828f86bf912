export * from './Cel';
export { createCel } from './createCel';
export { celLimits } from './limits';
export type { CelLimits } from './limits';
export { quoteCel } from './quoteCel';
