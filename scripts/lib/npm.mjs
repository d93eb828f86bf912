import { execFileSync } from 'node:child_process';

/** How to call the npm of this machine: command and first arguments. */
export function npmCommand(env = process.env) {
  // Set by npm itself; Yarn sets it too, to its own file.
  return env.npm_execpath?.endsWith('npm-cli.js')
    ? [process.execPath, env.npm_execpath]
    : ['npm'];
}

/**
 * Yarn's settings for what the person set up for npm: registry, proxies,
 * certificates. Yarn variables that are set already win.
 *
 * @param read - gives the value of an npm setting, or undefined
 */
export function yarnSettings(env = process.env, read = readNpmConfig(env)) {
  const registry = read('registry');
  const found = {
    YARN_NPM_REGISTRY_SERVER: registry?.replace(/\/$/, ''),
    YARN_UNSAFE_HTTP_WHITELIST: registry?.startsWith('http://')
      ? new URL(registry).hostname
      : undefined,
    YARN_HTTPS_PROXY: read('https-proxy') ?? env.HTTPS_PROXY ?? env.https_proxy,
    YARN_HTTP_PROXY: read('proxy') ?? env.HTTP_PROXY ?? env.http_proxy,
    YARN_HTTPS_CA_FILE_PATH: read('cafile'),
    YARN_ENABLE_STRICT_SSL:
      read('strict-ssl') === 'false' ? 'false' : undefined,
  };
  return Object.fromEntries(
    Object.entries(found).filter(([name, value]) => value && !env[name]),
  );
}

function readNpmConfig(env) {
  const [command, ...first] = npmCommand(env);
  let values;
  return name => {
    values ??= readAll(command, first);
    const value = values[name];
    return value === null || value === undefined || value === ''
      ? undefined
      : String(value);
  };
}

function readAll(command, first) {
  try {
    return JSON.parse(
      execFileSync(command, [...first, 'config', 'list', '--json'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    );
  } catch {
    return {};
  }
}
