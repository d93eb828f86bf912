export * from './auditChain';
export * from './backoff';
export * from './cost';
export * from './entityRef';
export * from './expiry';
export * from './json';
export * from './lifecycle';
export * from './plan';
