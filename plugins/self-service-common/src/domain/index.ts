export * from './cost';
export * from './entityRef';
export * from './json';
export * from './lifecycle';
export * from './plan';
