import { allowedProtocols } from './gitEnvironment';
import { GitCredentials } from './repositoryLocation';
import { GitCommand } from './runGit';

/**
 * What a command that talks to a remote may use: the transports, and the
 * credentials. A token goes through the environment to a helper that answers
 * for this host alone: never on a command line, in a file or to a host that
 * the remote redirects to.
 */
export function remoteAccess(options: {
  /** A URL without credentials, or an absolute path. */
  remote: string;
  credentials?: GitCredentials;
}): Pick<GitCommand, 'protocols' | 'settings' | 'environment'> {
  const slow = ['http.lowSpeedLimit=1', 'http.lowSpeedTime=120'];
  if (!options.credentials) {
    return { protocols: allowedProtocols, settings: slow };
  }
  const { username, password } = options.credentials;
  const { origin } = new URL(options.remote);
  const helper =
    '!f() { test "$1" = get && printf "username=%s\\npassword=%s\\n" "$SLIPWAY_GIT_USERNAME" "$SLIPWAY_GIT_PASSWORD"; }; f';
  return {
    protocols: allowedProtocols,
    settings: [...slow, `credential.${origin}.helper=${helper}`],
    environment: {
      SLIPWAY_GIT_USERNAME: username,
      SLIPWAY_GIT_PASSWORD: password,
    },
  };
}
