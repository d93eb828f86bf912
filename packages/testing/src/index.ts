export * from './git';
export * from './postgres';
