/** Transports a configured repository may use. `ext::` and friends run commands. */
export const allowedProtocols = [
  'https',
  'http',
  'ssh',
  'git',
  'file',
] as const;

/** What an operator may set for every git on the machine, and we respect. */
const keptGitVariables = new Set([
  'GIT_EXEC_PATH',
  'GIT_SSH_COMMAND',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
]);

/**
 * The environment of every git process: no prompt, no user or system
 * configuration, no replace refs, no lazy fetch, and only `protocols`.
 *
 * Without this a variable such as GIT_DIR, left over from a hook, would
 * silently turn every command to another repository.
 */
export function gitEnvironment(options: {
  base: NodeJS.ProcessEnv;
  protocols: readonly string[];
  extra?: Record<string, string>;
}): NodeJS.ProcessEnv {
  const inherited = Object.entries(options.base).filter(
    ([name]) =>
      (!name.startsWith('GIT_') || keptGitVariables.has(name)) &&
      name !== 'SSH_ASKPASS',
  );
  return {
    GIT_SSH_COMMAND: 'ssh -oBatchMode=yes -oConnectTimeout=30',
    ...Object.fromEntries(inherited),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    GCM_INTERACTIVE: 'never',
    // An empty list would mean "the defaults", so name a protocol nobody has.
    GIT_ALLOW_PROTOCOL: options.protocols.join(':') || 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    LC_ALL: 'C',
    ...options.extra,
  };
}

/**
 * Settings that a repository's own configuration must not decide: the first
 * group can run programs, the second changes what the readers parse.
 */
export const gitSettings = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.askPass=',
  'credential.helper=',
  'log.showSignature=false',
  'gc.autoDetach=false',
  'maintenance.autoDetach=false',

  'i18n.logOutputEncoding=UTF-8',
  'log.follow=false',
  'log.mailmap=false',
  'log.showRoot=true',
  // The operator named this repository, whoever owns its files.
  'safe.directory=*',
] as const;
