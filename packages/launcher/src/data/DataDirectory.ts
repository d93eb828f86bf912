import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Where an installation keeps what must outlive it. Absolute paths. */
export class DataDirectory {
  readonly path: string;

  constructor(path: string) {
    this.path = resolve(path);
  }

  /** PostgreSQL's own folder. */
  get postgres() {
    return join(this.path, 'postgres');
  }

  /** Keys and passwords, made once. */
  get secrets() {
    return join(this.path, 'secrets.json');
  }

  /** Address and token for the `slipway` command line. */
  get cli() {
    return join(this.path, 'cli.json');
  }

  /** Who runs on this folder now. */
  get instance() {
    return join(this.path, 'instance.json');
  }

  get logs() {
    return join(this.path, 'logs');
  }

  /** Makes the folders that are missing. */
  async prepare(): Promise<void> {
    await mkdir(this.logs, { recursive: true });
  }
}
