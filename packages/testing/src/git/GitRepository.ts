import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { DateTimeInput } from './environment';
import { gitEnvironment } from './environment';

const run = promisify(execFile);

/** What a commit is made of. */
export interface CommitOptions {
  /** The committer's time: an ISO string, a Date or epoch milliseconds. */
  at: DateTimeInput;
  /** The author's time; default: the committer's. */
  authoredAt?: DateTimeInput;
  /** Default: "Commit <n>". */
  message?: string;
  /**
   * Files to write by path; `null` deletes one. Without it the commit
   * changes nothing but a counter file of its own.
   */
  files?: Record<string, string | null>;
  /** Default: Sam Builder <sam@example.com>, author and committer. */
  author?: { name: string; email: string };
}

/** What a merge is made of. */
export interface MergeOptions {
  at: DateTimeInput;
  /** Default: "Merge <branch>". */
  message?: string;
}

/** What a tag is made of. */
export interface TagOptions {
  /** With a time the tag is annotated, without one it is lightweight. */
  at?: DateTimeInput;
  /** Default: HEAD. */
  commit?: string;
  /** Of an annotated tag; default: the tag's name. */
  message?: string;
}

/**
 * A real git repository in a temporary folder, built step by step. Equal
 * steps give equal commit ids: times, names and settings are all given, and
 * nothing is read from the user's or the system's git configuration.
 */
export class GitRepository {
  /** The work tree. */
  readonly path: string;
  #commits = 0;

  private constructor(path: string) {
    this.path = path;
  }

  /** A new, empty repository on branch `main`. */
  static async create(): Promise<GitRepository> {
    const path = await mkdtemp(join(tmpdir(), 'slipway-git-'));
    const repository = new GitRepository(path);
    await repository.git('init', '--quiet', '--initial-branch=main');
    return repository;
  }

  /** The repository as a `file://` URL. */
  get url(): string {
    return pathToFileURL(this.path).toString();
  }

  /** Any git command; resolves to its output without the last line break. */
  async git(...args: string[]): Promise<string> {
    return this.#run(args, {});
  }

  /** Commits on the current branch; resolves to the full commit id. */
  async commit(options: CommitOptions): Promise<string> {
    this.#commits += 1;
    const { at, authoredAt = at, author } = options;
    const files = options.files ?? { counter: `${this.#commits}\n` };
    for (const [name, content] of Object.entries(files)) {
      await this.#write(name, content);
    }
    await this.git('add', '--all');
    const message = options.message ?? `Commit ${this.#commits}`;
    await this.#run(
      ['commit', '--quiet', '--allow-empty', '--message', message],
      gitEnvironment({ at, authoredAt, author }),
    );
    return this.head();
  }

  /** Makes a branch at HEAD, or at a commit, and switches to it. */
  async branch(name: string, from = 'HEAD'): Promise<void> {
    await this.git('switch', '--quiet', '--create', name, from);
  }

  /** Switches to a branch. */
  async checkout(name: string): Promise<void> {
    await this.git('switch', '--quiet', name);
  }

  /**
   * Merges a branch into the current one, always with a merge commit, taking
   * the branch's side of a conflict; resolves to the merge commit's id.
   */
  async merge(branch: string, options: MergeOptions): Promise<string> {
    const { at, message = `Merge ${branch}` } = options;
    await this.#run(
      ['merge', '--quiet', '--no-ff', '-X', 'theirs', '-m', message, branch],
      gitEnvironment({ at, authoredAt: at }),
    );
    return this.head();
  }

  /** Tags a commit; resolves to the id of the commit that is tagged. */
  async tag(name: string, options: TagOptions = {}): Promise<string> {
    const { at, commit = 'HEAD', message = name } = options;
    await (at === undefined
      ? this.git('tag', name, commit)
      : this.#run(
          ['tag', '--annotate', '--message', message, name, commit],
          gitEnvironment({ at, authoredAt: at }),
        ));
    return this.git('rev-parse', `${name}^{commit}`);
  }

  /** The full id of the current commit. */
  async head(): Promise<string> {
    return this.git('rev-parse', 'HEAD');
  }

  /** Packs every ref into a bundle file; resolves to its path. */
  async bundle(name = 'history.bundle'): Promise<string> {
    const file = join(this.path, '.git', name);
    await this.git('bundle', 'create', '--quiet', file, '--all');
    return file;
  }

  /** Deletes the repository. */
  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }

  async #run(args: string[], env: Record<string, string>): Promise<string> {
    const { stdout } = await run('git', args, {
      cwd: this.path,
      env: { PATH: process.env.PATH, ...gitEnvironment(), ...env },
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout.replace(/\n$/, '');
  }

  async #write(name: string, content: string | null) {
    const file = join(this.path, name);
    if (content === null) {
      await rm(file);
      return;
    }
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
