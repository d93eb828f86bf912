export * from './git';
export * from './kubernetes';
export * from './postgres';
