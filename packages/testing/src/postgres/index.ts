export { startTestPostgres } from './startTestPostgres';
export type { TestPostgres } from './startTestPostgres';
export { testDatabase } from './testDatabase';
export type { TestDatabase, TestDatabaseOptions } from './testDatabase';
