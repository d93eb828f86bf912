import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { portalData } from './environment';

const run = promisify(execFile);

/** The Git repository that the embedded default writes namespaces to. */
const repository = join(portalData, 'environments.git');

/** Who edits by hand. */
export const passerBy = 'Passer-by';

const attempts = 10;

async function git(...args: string[]): Promise<string> {
  const identity = [
    '-c',
    `user.name=${passerBy}`,
    '-c',
    'user.email=passer-by@saltmarsh.example',
  ];
  const { stdout } = await run('git', [...identity, ...args]);
  return stdout;
}

const folderOf = (name: string, team: string) =>
  `environments/local/${team}/${name}`;

/** The files of a namespace of the checkout team; none when it is not there. */
export async function filesOf(
  name: string,
  team = 'checkout',
): Promise<string[]> {
  const folder = folderOf(name, team);
  const branch = ['for-each-ref', 'refs/heads/main'];
  if (!(await git(`--git-dir=${repository}`, ...branch))) {
    return [];
  }
  const listed = await git(
    `--git-dir=${repository}`,
    'ls-tree',
    '-r',
    '--name-only',
    'main',
    `${folder}/`,
  );
  return listed
    .split('\n')
    .filter(Boolean)
    .map(path => path.slice(folder.length + 1));
}

/** A file of a namespace of the checkout team as it is committed now. */
export async function fileOf(name: string, file: string): Promise<string> {
  const path = `${folderOf(name, 'checkout')}/${file}`;
  return git(`--git-dir=${repository}`, 'show', `main:${path}`);
}

/** Messages of the commits that changed a namespace, the newest first. */
export async function commitsOf(name: string): Promise<string[]> {
  const messages = await git(
    `--git-dir=${repository}`,
    'log',
    '--format=%B%x00',
    'main',
    '--',
    folderOf(name, 'checkout'),
  );
  return messages
    .split('\0')
    .map(message => message.trim())
    .filter(Boolean);
}

/**
 * Clones the repository, changes files of a namespace, commits and pushes, as
 * a person would who goes past the portal.
 *
 * @param changes - by file: what to write instead of a text that it holds
 */
export async function editByHand(
  name: string,
  changes: Record<string, [from: string, to: string]>,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const clone = await mkdtemp(join(tmpdir(), 'slipway-by-hand-'));
    try {
      await git('clone', '--quiet', repository, clone);
      for (const [file, [from, to]] of Object.entries(changes)) {
        const path = join(clone, folderOf(name, 'checkout'), file);
        const text = await readFile(path, 'utf8');
        if (!text.includes(from)) {
          throw new Error(`${file} does not hold ${from}:\n${text}`);
        }
        await writeFile(path, text.replace(from, to));
      }
      await git('-C', clone, 'commit', '--quiet', '-am', 'By hand');
      await git('-C', clone, 'push', '--quiet');
      return;
    } catch (error) {
      // Another journey's commit came first; begin from there.
      if (attempt === attempts || !/rejected|lock/.test(String(error))) {
        throw error;
      }
    } finally {
      await rm(clone, { recursive: true, force: true });
    }
  }
}
