import { ServiceUnavailableError } from '@backstage/errors';
import { slipwayEnvironment } from './environment';
import { openInstallation } from './openInstallation';
import { developmentOptionsSchema } from './options';
import type { DevelopmentOptions } from './options';
import { runSession, untilStopped } from './session';
import type { Session } from './session';
import { welcome } from './welcome';

/**
 * What a development server needs beside itself, as a program with
 * `DevelopmentOptions` as JSON in its first argument: the database and, once
 * the backend answers, the sample data. The environment for the backend goes
 * to the parent, which starts it.
 */
export async function runDevelopment(): Promise<void> {
  const options = developmentOptionsSchema.parse(JSON.parse(process.argv[2]));
  await runSession(session => serve(options, session));
}

async function serve(options: DevelopmentOptions, session: Session) {
  const { frontendUrl, backendPort: port, sample } = options;
  const host = '127.0.0.1';
  const local = `http://${host}:${port}`;
  const installation = await openInstallation(
    options.dataDirectory,
    frontendUrl,
    session,
  );
  const { data, database, secrets } = installation;
  session.tell({
    kind: 'environment',
    environment: slipwayEnvironment({
      baseUrl: `http://localhost:${port}`,
      host,
      port,
      data: data.path,
      database: database.connection,
      secrets,
    }),
  });
  await Promise.race([
    welcome({ local, browser: frontendUrl, sample }, installation, session)
      // From here only a stop or the end of the database ends the run.
      .then(() => untilStopped(session)),
    database.exited.then(said => {
      throw new ServiceUnavailableError(`PostgreSQL ended.\n${said}`);
    }),
  ]);
}
