import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { isRunning, findProcess } from '../processes/identity';
import { LocalPostgres } from './LocalPostgres';
import type { PostgresConnection } from './LocalPostgres';
import { createDatabase } from './createDatabase';

const password = 'a test password';

describe('LocalPostgres', () => {
  let folder = '';
  let started: LocalPostgres[] = [];

  const start = async (dataDirectory = join(folder, 'data')) => {
    const postgres = await LocalPostgres.start({ dataDirectory, password });
    started.push(postgres);
    return postgres;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slipway-launcher-'));
    await chmod(folder, 0o755);
  });
  afterEach(async () => {
    await Promise.all(started.map(postgres => postgres.stop()));
    started = [];
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps what was committed over a stop, on loopback with a password', async () => {
    const first = await start();
    await createDatabase(first.connection, 'boats');
    await createDatabase(first.connection, 'boats');
    await query(first.connection, 'create table boats(name text)', 'boats');
    await query(
      first.connection,
      `insert into boats values ('Ketch')`,
      'boats',
    );
    await expect(
      query({ ...first.connection, password: 'wrong' }, 'select 1'),
    ).rejects.toThrow(/password authentication failed/);
    const [settings] = await query(
      first.connection,
      `select current_setting('listen_addresses') as addresses,
        current_setting('fsync') as fsync`,
    );
    expect(settings).toEqual({ addresses: '127.0.0.1', fsync: 'on' });
    await first.stop();
    await first.stop();
    expect(await first.exited).toEqual({ code: 0, signal: null });

    const second = await start();
    expect(
      await query(second.connection, 'select * from boats', 'boats'),
    ).toEqual([{ name: 'Ketch' }]);
  });

  it('recovers from a server that was killed, and from one left over', async () => {
    const first = await start();
    await query(first.connection, 'create table boats(name text)');
    process.kill(first.pid ?? 0, 'SIGKILL');
    expect((await first.exited).signal).toBe('SIGKILL');

    const second = await start();
    await query(second.connection, `insert into boats values ('Yawl')`);
    const leftover = findProcess(second.pid ?? 0);

    // As after the end of the program that started the second one.
    const third = await start();
    expect(leftover && isRunning(leftover)).toBe(false);
    expect(await query(third.connection, 'select * from boats')).toEqual([
      { name: 'Yawl' },
    ]);
  });

  it('takes no other program for its server when a number was reused', async () => {
    const first = await start();
    await first.stop();
    const other = spawn('sleep', ['60'], { stdio: 'ignore' });
    await once(other, 'spawn');
    await writeFile(
      join(folder, 'data', 'postmaster.pid'),
      `${other.pid}\n${join(folder, 'data')}\n`,
    );
    const second = await start();
    expect(await query(second.connection, 'select 1 as one')).toEqual([
      { one: 1 },
    ]);
    expect(other.exitCode).toBeNull();
    other.kill();
  });

  it('begins again after a folder that was left half-made', async () => {
    await mkdir(join(folder, 'data.new', 'base'), { recursive: true });
    const postgres = await start();
    expect(await query(postgres.connection, 'select 1 as one')).toHaveLength(1);
  });

  it('says what PostgreSQL said when it does not start', async () => {
    const first = await start();
    await first.stop();
    await writeFile(join(folder, 'data', 'PG_VERSION'), '9.6\n');
    await expect(start()).rejects.toThrow(
      /did not start.*incompatible with server/s,
    );
  });

  // Only root meets folders that the account of PostgreSQL may not enter.
  const describeAsRoot = process.getuid?.() === 0 ? describe : describe.skip;
  describeAsRoot('as root', () => {
    it('reaches its data below a folder that only root may enter', async () => {
      await chmod(folder, 0o700);
      const postgres = await start();
      const [row] = await query(postgres.connection, 'select 1 as one');
      expect(row).toEqual({ one: 1 });
    });
  });

  it('ends with the others when its process ends in an emergency', async () => {
    const postgres = await start();
    const client = new Client({ ...postgres.connection, database: 'postgres' });
    client.on('error', () => undefined);
    await client.connect();
    process.kill(postgres.pid ?? 0, 'SIGKILL');
    await postgres.exited;
    await sleep(100);
    await expect(client.query('select 1')).rejects.toThrow();
  });
});

async function query(
  connection: PostgresConnection,
  sql: string,
  database = 'postgres',
) {
  const client = new Client({ ...connection, database });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
