import { join } from 'node:path';
import { ServiceUnavailableError } from '@backstage/errors';
import { BackendProcess } from '../backend/BackendProcess';
import type { BackendExit } from '../backend/BackendProcess';
import { LogTail } from '../logs/LogTail';
import { RotatingLog } from '../logs/RotatingLog';
import { addressesOf } from './addresses';
import { slipwayEnvironment } from './environment';
import { openInstallation } from './openInstallation';
import type { Installation } from './openInstallation';
import { portalOptionsSchema } from './options';
import type { PortalOptions } from './options';
import { runSession, untilStopped } from './session';
import type { Session } from './session';
import { welcome } from './welcome';

/**
 * Sign-in without a password refuses addresses that others can reach. Who
 * gives such an address with --host was warned, and wants it all the same.
 */
const OPEN_SIGN_IN = {
  APP_CONFIG_auth_providers_personas_development_allowNonLoopback: 'true',
};

/**
 * The launcher of a built portal as a program, with `PortalOptions` as JSON
 * in its first argument: claims the data folder, starts PostgreSQL and the
 * backend, and stops them in the opposite order.
 */
export async function runPortal(): Promise<void> {
  const options = portalOptionsSchema.parse(JSON.parse(process.argv[2]));
  await runSession(session => serve(options, session));
}

async function serve(options: PortalOptions, session: Session) {
  const addresses = addressesOf(options.host, options.port);
  const installation = await openInstallation(
    options.dataDirectory,
    addresses.browser,
    session,
  );
  const { backend, tail } = await startBackend(options, installation, session);
  await installation.instance.setBackend(backend.pid ?? 0);
  await Promise.race([
    welcome({ ...addresses, sample: options.sample }, installation, session)
      // From here only a stop or the end of a process ends the run.
      .then(() => untilStopped(session)),
    endOf(installation, backend, tail),
  ]);
}

async function startBackend(
  { backend: packageDirectory, root, host, port, config }: PortalOptions,
  { data, database, secrets }: Installation,
  session: Session,
) {
  const log = await RotatingLog.open({ path: join(data.logs, 'backend.log') });
  const tail = new LogTail();
  const { browser, open } = addressesOf(host, port);
  const backend = BackendProcess.start({
    packageDirectory,
    root,
    config,
    environment: {
      ...process.env,
      NODE_ENV: 'production',
      ...(open ? OPEN_SIGN_IN : {}),
      ...slipwayEnvironment({
        baseUrl: browser,
        host,
        port,
        data: data.path,
        database: database.connection,
        secrets,
      }),
    },
    onLog: text => {
      log.write(text);
      tail.add(text);
    },
  });
  session.onStop(async () => {
    await backend.stop();
    await log.close();
  });
  return { backend, tail };
}

async function endOf(
  { data, database }: Installation,
  backend: BackendProcess,
  tail: LogTail,
): Promise<never> {
  const reason = await Promise.race([
    database.exited.then(said => `PostgreSQL ended.\n${said}`),
    backend.exited.then(exit => `The backend ended${describe(exit, tail)}`),
  ]);
  throw new ServiceUnavailableError(
    `${reason.trim()}\nThe whole log: ${data.logs}`,
  );
}

/** What was logged last explains an exit, but not a signal from outside. */
function describe({ code, signal }: BackendExit, tail: LogTail) {
  return signal
    ? `: it was killed by ${signal}, by the system for want of memory or by somebody.`
    : ` (exit code ${code}).\n${tail.reason()}`;
}
