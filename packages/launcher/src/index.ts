export * from './portal';
export * from './postgres';
