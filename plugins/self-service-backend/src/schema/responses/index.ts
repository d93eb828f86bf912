/** Shapes of the API's answers; the types of self-service-common hold them to what pages read. */
export * from './errors';
export * from './kinds';
export * from './money';
export * from './records';
export * from './requests';
export * from './resources';
export { count, pageOf } from './shared';
