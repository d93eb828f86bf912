import { randomUUID } from 'node:crypto';
import { link, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConflictError, InputError } from '@backstage/errors';
import { z } from 'zod';
import { findProcess, isRunning } from '../processes/identity';
import type { ProcessIdentity } from '../processes/identity';
import { stopProcess } from '../processes/stop';
import type { DataDirectory } from './DataDirectory';
import { hasCode } from './hasCode';
import { readPrivateJson, writePrivateJson } from './privateFile';

const identitySchema = z.object({ pid: z.number(), startedAt: z.string() });

const instanceSchema = z.object({
  launcher: identitySchema,
  backend: identitySchema.optional(),
  url: z.string(),
  /** Set while the launcher stops: a start that comes now waits for it. */
  stopping: z.boolean().optional(),
});

type InstanceRecord = z.infer<typeof instanceSchema>;

const BACKEND_STOP_PLAN = [
  { signal: 'SIGTERM', waitMs: 15_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
] as const;

const STOP_LIMIT_MS = 60_000;
const LOOK_EVERY_MS = 100;

/**
 * The claim of one launcher on a data folder.
 *
 * The record names the processes by number and start time. A record whose
 * launcher is gone was left by a crash: what it still names is stopped, and
 * the folder is claimed anew.
 */
export class Instance {
  readonly #path: string;
  #record: InstanceRecord;
  #saved = Promise.resolve();

  private constructor(path: string, record: InstanceRecord) {
    this.#path = path;
    this.#record = record;
  }

  /**
   * Claims the folder for this process.
   *
   * @throws ConflictError when another launcher runs on it.
   */
  static async claim(data: DataDirectory, url: string): Promise<Instance> {
    const self = findProcess(process.pid);
    const launcher = {
      pid: process.pid,
      startedAt: self?.startedAt ?? 'unknown',
    };
    for (let tries = 0; tries < 3; tries += 1) {
      const record = { launcher, url };
      if (await create(data.instance, record)) {
        return new Instance(data.instance, record);
      }
      await clearStale(data.instance);
    }
    throw new ConflictError(
      `Another start is busy with ${data.path}. Wait for it, or stop it.`,
    );
  }

  /** Records the backend, so that a later start can find it. */
  async setBackend(pid: number): Promise<void> {
    const backend = findProcess(pid);
    if (backend) {
      const { startedAt } = backend;
      await this.#update({ backend: { pid, startedAt } });
    }
  }

  /** Tells a start that comes now to wait until the folder is given up. */
  async markStopping(): Promise<void> {
    await this.#update({ stopping: true });
  }

  /** Gives the folder up. */
  async release(): Promise<void> {
    await this.#saved.catch(() => undefined);
    await rm(this.#path, { force: true });
  }

  async #update(change: Partial<InstanceRecord>) {
    this.#record = { ...this.#record, ...change };
    const record = this.#record;
    this.#saved = this.#saved.then(() => writePrivateJson(this.#path, record));
    await this.#saved;
  }
}

/**
 * Makes the file with its content unless it exists: the one step that two
 * starts race for.
 */
async function create(path: string, record: InstanceRecord): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writePrivateJson(draft, record);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) {
      return false;
    }
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function clearStale(path: string): Promise<void> {
  const record = await readRecord(path);
  if (record?.stopping) {
    await waitForEnd(record.launcher);
  }
  if (record && isRunning(record.launcher)) {
    throw new ConflictError(
      `Slipway already runs at ${record.url} (process ${record.launcher.pid}) with this data. Stop it first, or give this one a folder of its own with --data-dir.`,
    );
  }
  if (record?.backend) {
    await stopProcess(record.backend, [...BACKEND_STOP_PLAN]);
  }
  await rm(path, { force: true });
}

async function readRecord(path: string): Promise<InstanceRecord | undefined> {
  try {
    return await readPrivateJson(path, instanceSchema);
  } catch (error) {
    // Damaged, by a disk that was full, say: there is nothing to honour.
    if (error instanceof InputError) {
      return undefined;
    }
    throw error;
  }
}

async function waitForEnd(launcher: ProcessIdentity): Promise<void> {
  const deadline = Date.now() + STOP_LIMIT_MS;
  while (isRunning(launcher) && Date.now() < deadline) {
    await sleep(LOOK_EVERY_MS);
  }
}
