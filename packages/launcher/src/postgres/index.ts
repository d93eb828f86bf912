export { LocalPostgres } from './LocalPostgres';
export type {
  LocalPostgresExit,
  LocalPostgresOptions,
  PostgresConnection,
} from './LocalPostgres';
