import { runGit, streamGit } from '@slipway/git';
import { Files } from './files';
import { isOwnName } from './ownFiles';

const sizeLimit = 256 * 1024;
const countLimit = 50;

/** What a folder holds: regular files of a sensible size, and the rest by name. */
export type Folder = {
  files: Files;
  /** Names of what is not read: folders below, links, files too large or too many. */
  others: string[];
};

export const emptyFolder: Folder = { files: new Map(), others: [] };

type Entry = { name: string; id: string; readable: boolean };

/** Reads a folder of a commit; an empty one where there is none. */
export async function readFolder(options: {
  gitDir: string;
  commit: string | undefined;
  folder: string;
  signal?: AbortSignal;
}): Promise<Folder> {
  if (options.commit === undefined) {
    return emptyFolder;
  }
  const entries = await listFolder({ ...options, commit: options.commit });
  const readable = entries
    .filter(entry => entry.readable)
    // However many files others put there, ours are read.
    .sort((a, b) => Number(isOwnName(b.name)) - Number(isOwnName(a.name)))
    .slice(0, countLimit);
  const texts = await readBlobs(
    options,
    readable.map(({ id }) => id),
  );
  return {
    files: new Map(readable.map(({ name }, index) => [name, texts[index]])),
    others: entries
      .filter(entry => !readable.includes(entry))
      .map(({ name }) => name),
  };
}

async function listFolder(options: {
  gitDir: string;
  commit: string;
  folder: string;
  signal?: AbortSignal;
}): Promise<Entry[]> {
  const { gitDir, commit, folder, signal } = options;
  const answer = await runGit({
    args: ['ls-tree', '-z', '-l', commit, '--', `${folder}/`],
    gitDir,
    what: `Cannot read ${folder}`,
    signal,
  });
  return answer
    .split('\0')
    .filter(line => line !== '')
    .map(line => {
      const tab = line.indexOf('\t');
      const [mode, type, id, size] = line.slice(0, tab).split(/ +/);
      return {
        name: line.slice(tab + 1 + folder.length + 1),
        id,
        readable:
          type === 'blob' && mode !== '120000' && Number(size) <= sizeLimit,
      };
    });
}

async function readBlobs(
  options: { gitDir: string; folder: string; signal?: AbortSignal },
  ids: string[],
): Promise<string[]> {
  if (ids.length === 0) {
    return [];
  }
  const chunks: Buffer[] = [];
  for await (const chunk of streamGit({
    args: ['cat-file', '--batch=%(objectsize)'],
    gitDir: options.gitDir,
    what: `Cannot read ${options.folder}`,
    input: `${ids.join('\n')}\n`,
    signal: options.signal,
  })) {
    chunks.push(chunk);
  }
  const output = Buffer.concat(chunks);
  const texts: string[] = [];
  let position = 0;
  for (const _ of ids) {
    const end = output.indexOf(0x0a, position);
    const size = Number(output.toString('latin1', position, end));
    texts.push(output.toString('utf8', end + 1, end + 1 + size));
    position = end + 1 + size + 1;
  }
  return texts;
}

/**
 * Folders of other teams in which a namespace of this name stands: in one
 * cluster there can be only one.
 */
export async function foldersOfName(options: {
  gitDir: string;
  commit: string | undefined;
  /** `environments/<cluster>/<team>/<name>` */
  folder: string;
  signal?: AbortSignal;
}): Promise<string[]> {
  const { gitDir, commit, folder, signal } = options;
  if (commit === undefined) {
    return [];
  }
  const parts = folder.split('/');
  const name = parts[parts.length - 1];
  const cluster = parts.slice(0, -2).join('/');
  const teams = await runGit({
    args: ['ls-tree', '-z', '-d', '--name-only', commit, '--', `${cluster}/`],
    gitDir,
    what: `Cannot read ${cluster}`,
    signal,
  });
  const candidates = teams
    .split('\0')
    .filter(team => team !== '' && !/[\r\n]/.test(team))
    .map(team => `${team}/${name}`)
    .filter(candidate => candidate !== folder);
  if (candidates.length === 0) {
    return [];
  }
  const answer = await runGit({
    args: ['cat-file', '--batch-check=%(objecttype)'],
    gitDir,
    what: `Cannot read ${cluster}`,
    input: candidates.map(path => `${commit}:${path}\n`).join(''),
    signal,
  });
  const types = answer.split('\n');
  return candidates.filter((_, index) => types[index] === 'tree');
}
