import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdir,
  mkdtemp,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProcess } from '../processes/identity';
import { DataDirectory } from './DataDirectory';
import { Instance } from './instance';
import { loadSecrets } from './secrets';

const URL = 'http://localhost:7007';

describe('the data folder', () => {
  let data = new DataDirectory('');

  beforeEach(async () => {
    data = new DataDirectory(await mkdtemp(join(tmpdir(), 'slipway-data-')));
    await data.prepare();
  });
  afterEach(() => rm(data.path, { recursive: true, force: true }));

  it('makes secrets once, for this account alone', async () => {
    const secrets = await loadSecrets(data);
    expect(await loadSecrets(data)).toEqual(secrets);
    expect(new Set(Object.values(secrets)).size).toBe(3);
    expect((await stat(data.secrets)).mode & 0o777).toBe(0o600);
  });

  it('makes no new secrets for a database that they would not open', async () => {
    await mkdir(data.postgres);
    await expect(loadSecrets(data)).rejects.toThrow(/secrets.json is missing/);
    await writeFile(data.secrets, '{"cliToken": ');
    await expect(loadSecrets(data)).rejects.toThrow(/secrets.json is damaged/);
  });

  it('is claimed by one launcher at a time', async () => {
    const claims = await Promise.allSettled([
      Instance.claim(data, URL),
      Instance.claim(data, URL),
    ]);
    const won = claims.filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
    await expect(Instance.claim(data, URL)).rejects.toThrow(
      `Slipway already runs at ${URL} (process ${process.pid})`,
    );
    expect((await stat(data.instance)).mode & 0o777).toBe(0o600);
    const [claim] = won;
    if (claim.status === 'fulfilled') {
      await claim.value.release();
    }
    await (await Instance.claim(data, URL)).release();
  });

  it('stops the backend that a killed launcher left, and only that', async () => {
    const backend = await idle();
    const reused = await idle();
    const startedAt = findProcess(backend.pid ?? 0)?.startedAt;
    const launcher = { pid: reused.pid, startedAt: 'long ago' };
    await writeFile(
      data.instance,
      JSON.stringify({
        launcher,
        backend: { pid: backend.pid, startedAt },
        url: URL,
      }),
    );
    const instance = await Instance.claim(data, URL);
    expect(backend.signalCode).toBe('SIGTERM');
    expect(reused.exitCode ?? reused.signalCode).toBeNull();
    reused.kill();
    await instance.setBackend(process.pid);
    expect(JSON.parse(await readFile(data.instance, 'utf8'))).toMatchObject({
      launcher: { pid: process.pid },
      backend: { pid: process.pid },
    });
  });

  it('waits for a launcher that stops', async () => {
    const stopping = await idle();
    const startedAt = findProcess(stopping.pid ?? 0)?.startedAt;
    await writeFile(
      data.instance,
      JSON.stringify({
        launcher: { pid: stopping.pid, startedAt },
        url: URL,
        stopping: true,
      }),
    );
    const claim = Instance.claim(data, URL);
    setTimeout(() => stopping.kill(), 300);
    const instance = await claim;
    expect(stopping.signalCode).toBe('SIGTERM');
    await instance.markStopping();
    expect(JSON.parse(await readFile(data.instance, 'utf8'))).toMatchObject({
      launcher: { pid: process.pid },
      stopping: true,
    });
    await instance.release();
  });

  it('claims a folder whose record is damaged', async () => {
    await writeFile(data.instance, '');
    const instance = await Instance.claim(data, URL);
    expect(JSON.parse(await readFile(data.instance, 'utf8'))).toMatchObject({
      url: URL,
    });
    await instance.release();
  });
});

async function idle() {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  await once(child, 'spawn');
  return child;
}
