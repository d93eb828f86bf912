import type { RootConfigService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { isLoopbackHost } from './loopback';
import type { PersonaSettings } from './settings';

const key = 'auth.providers.personas';

/**
 * The host that the backend will listen on, `''` for all of them. Follows how
 * the root HTTP router reads `backend.listen`.
 */
function listenHost(config: RootConfigService): string {
  const listen = config.getOptional('backend.listen');
  if (typeof listen === 'string') {
    return listen.includes(':') ? listen.slice(0, listen.lastIndexOf(':')) : '';
  }
  return config.getOptionalString('backend.listen.host') ?? '';
}

function findOpenAddress(config: RootConfigService): string | undefined {
  const host = listenHost(config);
  if (!isLoopbackHost(host)) {
    return `backend.listen is ${host ? `"${host}"` : 'every address'}`;
  }
  const baseUrlKey = ['backend.baseUrl', 'app.baseUrl'].find(
    name => !isLoopbackHost(new URL(config.getString(name)).hostname),
  );
  return baseUrlKey && `${baseUrlKey} is "${config.getString(baseUrlKey)}"`;
}

/**
 * Personas need no password, so nothing but a trial on one machine may have
 * them. NODE_ENV cannot tell: the embedded default runs in production mode.
 *
 * @throws ConflictError that names the setting, the rule and the remedy
 */
export function assertTrialInstallation(
  config: RootConfigService,
  settings: PersonaSettings,
): void {
  const environment =
    config.getOptionalString('auth.environment') ?? 'development';
  if (environment !== 'development') {
    throw new ConflictError(
      `auth.environment is "${environment}", and ${key} works only in "development". Set ${key} to null, or auth.environment to "development".`,
    );
  }
  const others = config
    .getConfig('auth.providers')
    .keys()
    .filter(name => name !== 'personas');
  if (others.length > 0) {
    throw new ConflictError(
      `auth.providers configures ${others.join(
        ', ',
      )}, and ${key} works only alone. Set ${key} to null, or remove the other.`,
    );
  }
  const openAddress = findOpenAddress(config);
  if (openAddress && !settings.allowNonLoopback) {
    throw new ConflictError(
      `${openAddress}, and ${key} works only on a loopback address, because whoever reaches it signs in without a password. Use localhost or 127.0.0.1, or set ${key} to null and configure another provider; ${key}.development.allowNonLoopback lifts this on a closed network.`,
    );
  }
}
