import { Gitops } from '../config/gitSource';
import { KeyPath, parseKeyPath } from '../config/keyPath';
import { readVersions, VersionsInFile } from '../config/readVersions';
import { Captures, compileTextPattern } from '../config/textPattern';
import { BlobReader } from '../git/blobReader';
import { CommitChanges, FileChange } from '../git/readFileChanges';
import { GitopsCursor } from './cursor';

/** A value that a commit put in place. */
export type PutInPlace = Captures & { version: string };

export type UnreadableFile = { path: string; reason: string };

/** How many parsed files are remembered: a file's next change starts from its last. */
const remembered = 2000;

/**
 * Finds what a commit puts in place: the values that its files have and did not
 * have before it. A file moved within a commit changes nothing. A file that
 * cannot be parsed changes nothing either; the last readable one before it
 * stands in for it when the next change is compared.
 */
export class DeploymentReader {
  private readonly key: KeyPath;
  private readonly paths: Array<ReturnType<typeof compileTextPattern>>;
  private readonly parsed = new Map<string, VersionsInFile>();

  constructor(
    private readonly options: {
      gitops: Gitops;
      blobs: BlobReader;
      standIns: GitopsCursor['standIns'];
    },
  ) {
    this.key = parseKeyPath(options.gitops.key);
    this.paths = [options.gitops.path].flat().map(p => compileTextPattern(p));
  }

  async read(
    commit: CommitChanges,
  ): Promise<{ deployments: PutInPlace[]; unreadable: UnreadableFile[] }> {
    const before = new Map<string, PutInPlace[]>();
    const after = new Map<string, PutInPlace[]>();
    const unreadable: UnreadableFile[] = [];
    for (const change of commit.changes) {
      const known = this.capturesOf(change.path);
      if (!known) {
        continue;
      }
      const now = await this.versions(change.after, change.path, known);
      if (!now.readable) {
        unreadable.push({ path: change.path, reason: now.reason });
        this.standIn(change);
        continue;
      }
      const old = await this.versionsBefore(change, known);
      old.forEach(one => append(before, target(one), one));
      now.versions.forEach(one => append(after, target(one), one));
    }
    const deployments = [...after].flatMap(([key, values]) => {
      const were = before.get(key)?.map(one => one.version);
      const fresh = values.filter(one => !were?.includes(one.version));
      return fresh.slice(-1);
    });
    return { deployments, unreadable };
  }

  private capturesOf(path: string): Captures | undefined {
    for (const matches of this.paths) {
      const captures = matches(path);
      if (captures) {
        return captures;
      }
    }
    return undefined;
  }

  private async versionsBefore(change: FileChange, known: Captures) {
    const { standIns } = this.options;
    const place = `${change.before}:${change.path}`;
    const stand = standIns[place];
    delete standIns[place];
    const blob = stand === undefined ? change.before : stand ?? undefined;
    const old = await this.versions(blob, change.path, known);
    return old.readable ? old.versions : [];
  }

  private standIn(change: FileChange): void {
    const { standIns } = this.options;
    const place = `${change.before}:${change.path}`;
    const stand = standIns[place];
    delete standIns[place];
    standIns[`${change.after}:${change.path}`] =
      stand === undefined ? change.before ?? null : stand;
  }

  private async versions(
    blob: string | undefined,
    path: string,
    known: Captures,
  ): Promise<VersionsInFile> {
    if (!blob) {
      return { readable: true, versions: [] };
    }
    const place = `${blob}:${path}`;
    const kept = this.parsed.get(place);
    if (kept) {
      return kept;
    }
    const content = await this.options.blobs.read(blob);
    const versions: VersionsInFile = content.found
      ? readVersions({ text: content.text, key: this.key, known })
      : { readable: false, reason: content.reason };
    this.parsed.set(place, versions);
    if (this.parsed.size > remembered) {
      this.parsed.delete(this.parsed.keys().next().value ?? '');
    }
    return versions;
  }
}

function target({ service = '', environment = '' }: Captures): string {
  return `${service}\0${environment}`;
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) {
    values.push(value);
  } else {
    map.set(key, [value]);
  }
}
