import type { Secrets } from '../data/secrets';
import type { PostgresConnection } from '../postgres';

/** What the variables are made of. */
export interface EnvironmentOptions {
  baseUrl: string;
  host: string;
  port: number;
  /** The data directory, for what the backend keeps beside the database. */
  data: string;
  database: PostgresConnection;
  secrets: Secrets;
}

/** The variables that app-config.yaml names. */
export function slipwayEnvironment(
  options: EnvironmentOptions,
): Record<string, string> {
  const { database, secrets } = options;
  return {
    SLIPWAY_BASE_URL: options.baseUrl,
    SLIPWAY_HOST: options.host,
    SLIPWAY_PORT: String(options.port),
    SLIPWAY_DATA: options.data,
    SLIPWAY_DB_HOST: database.host,
    SLIPWAY_DB_PORT: String(database.port),
    SLIPWAY_DB_USER: database.user,
    SLIPWAY_DB_PASSWORD: database.password,
    SLIPWAY_CLI_TOKEN: secrets.cliToken,
    SLIPWAY_SESSION_SECRET: secrets.sessionSecret,
  };
}
