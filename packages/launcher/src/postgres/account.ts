import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { statSync } from 'node:fs';
import { NotAllowedError } from '@backstage/errors';

/**
 * The system account that PostgreSQL runs as.
 *
 * PostgreSQL refuses to run as root, so root hands it to another account;
 * everyone else runs it as themselves. `capability` is set when that account
 * cannot reach the files (a clone under /root, say): it is then the one
 * Linux capability that PostgreSQL keeps to get past the folders above its
 * own.
 */
export interface PostgresAccount {
  ids?: { uid: number; gid: number };
  capability?: 'dac_read_search' | 'dac_override';
}

/** What `chooseAccount` needs to know. */
export interface ChooseAccountOptions {
  /** A program that the account must be able to run with `--version`. */
  program: string;
  /** The existing folder that will hold the data folder. */
  parentDirectory: string;
  /** The data folder; its owner, if it exists, is who must run it. */
  dataDirectory: string;
}

const CAPABILITIES = [undefined, 'dac_read_search', 'dac_override'] as const;

/**
 * Decides who runs PostgreSQL, by trying rather than by guessing.
 *
 * @throws NotAllowedError with the remedy when nobody suitable can.
 */
export function chooseAccount(options: ChooseAccountOptions): PostgresAccount {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const ids =
    ownerOf(options.dataDirectory) ??
    idsOf('postgres') ??
    idsOf('nobody') ??
    refuse(
      'PostgreSQL does not run as root, and neither a "postgres" nor a "nobody" account was found. Start as an ordinary user.',
    );
  for (const capability of CAPABILITIES) {
    const account = { ids, capability };
    if (canUse(account, options)) {
      return account;
    }
  }
  return refuse(
    `PostgreSQL does not run as root, and the account that runs it instead (uid ${ids.uid}) cannot reach ${options.parentDirectory}. Open the folders above to it (chmod o+x), or move the clone or the data (--data-dir) to a folder that others may enter.`,
  );
}

/** Starts a program as the account; otherwise like `child_process.spawn`. */
export function spawnAs(
  account: PostgresAccount,
  command: string,
  args: string[],
  options: SpawnOptions,
): ChildProcess {
  const call = callAs(account, command, args);
  return spawn(call.command, call.args, { ...options, ...call.ids });
}

function canUse(
  account: PostgresAccount,
  options: ChooseAccountOptions,
): boolean {
  const probes = [
    callAs(account, options.program, ['--version']),
    callAs(account, '/bin/sh', ['-c', 'cd "$0"', options.parentDirectory]),
  ];
  return probes.every(
    ({ command, args, ids }) =>
      spawnSync(command, args, { ...ids, cwd: '/', stdio: 'ignore' }).status ===
      0,
  );
}

function callAs(account: PostgresAccount, command: string, args: string[]) {
  const { ids, capability } = account;
  if (!ids || !capability) {
    return { command, args, ids };
  }
  const only = `-all,+${capability}`;
  return {
    command: 'setpriv',
    args: [
      `--reuid=${ids.uid}`,
      `--regid=${ids.gid}`,
      '--clear-groups',
      // Without it access(2), by which initdb looks for its programs, leaves
      // the capability out.
      '--securebits=+no_setuid_fixup',
      `--inh-caps=${only}`,
      `--ambient-caps=${only}`,
      '--',
      command,
      ...args,
    ],
    ids: undefined,
  };
}

function ownerOf(path: string) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : undefined;
}

function idsOf(name: string) {
  const [uid, gid] = ['-u', '-g'].map(flag => {
    const found = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return found.status === 0 ? Number(found.stdout) : Number.NaN;
  });
  return uid > 0 && gid >= 0 ? { uid, gid } : undefined;
}

function refuse(message: string): never {
  throw new NotAllowedError(message);
}
