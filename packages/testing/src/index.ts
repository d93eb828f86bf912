export { eventually } from './eventually';
export * from './git';
export * from './kubernetes';
export * from './postgres';
