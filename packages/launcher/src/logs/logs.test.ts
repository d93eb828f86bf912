import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogTail } from './LogTail';
import { RotatingLog } from './RotatingLog';

describe('RotatingLog', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slipway-logs-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps the newest text, in order, within its bound', async () => {
    const path = join(folder, 'a.log');
    const log = await RotatingLog.open({ path, maxBytes: 100, keep: 2 });
    for (let number = 0; number < 1000; number += 1) {
      log.write(`line ${number}\n`);
      if (number % 10 === 0) {
        await new Promise(resolve => setImmediate(resolve));
      }
    }
    await log.close();

    const names = (await readdir(folder)).sort();
    expect(names).toEqual(['a.log', 'a.log.1', 'a.log.2']);
    const read = (name: string) => readFile(join(folder, name), 'utf8');
    const text = (await Promise.all(names.reverse().map(read))).join('');
    const numbers = text.match(/\d+/g)?.map(Number) ?? [];
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(numbers.at(-1)).toBe(999);
    expect(text.length).toBeLessThan(3 * 220);
  });

  it('goes on in the file that is there', async () => {
    const path = join(folder, 'a.log');
    for (const text of ['one\n', 'two\n']) {
      const log = await RotatingLog.open({ path });
      log.write(text);
      await log.close();
    }
    expect(await readFile(path, 'utf8')).toBe('one\ntwo\n');
  });

  it('does not fail when its file cannot be written', async () => {
    const log = await RotatingLog.open({ path: join(folder, 'none', 'a.log') });
    log.write('lost\n');
    await log.close();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('LogTail', () => {
  it('prefers errors, without their stacks and repetitions', () => {
    const tail = new LogTail();
    tail.add('{"level":"info","message":"Listening"}\n{"level":"err');
    tail.add('or","message":"Startup failed\\n  no policy\\n    at x.js:1"}\n');
    tail.add('{"level":"error","message":"Startup failed\\n  no policy"}\n');
    expect(tail.reason()).toBe('Startup failed\n  no policy');
  });

  it('reads the plain lines of PostgreSQL', () => {
    const tail = new LogTail();
    tail.add('2026-01-01 10:00:00.123 UTC [12] LOG:  starting\n');
    tail.add('2026-01-01 10:00:00.124 UTC [12] FATAL:  no space left\n');
    expect(tail.reason()).toBe('FATAL:  no space left');
  });

  it('falls back on the last lines, without what is only information', () => {
    const tail = new LogTail();
    tail.add('node: bad option\n{"level":"info","message":"hello"}\n');
    expect(tail.reason()).toBe('node: bad option');
  });
});
