import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findProcess, isRunning } from './identity';
import { stopProcess } from './stop';

async function sleeper(script = 'setInterval(() => {}, 1000)') {
  const child = spawn(process.execPath, ['-e', `${script}; console.log('up')`]);
  await once(child.stdout, 'data');
  return child;
}

describe('processes', () => {
  it('knows a process by its number and its start', async () => {
    const child = await sleeper();
    const found = findProcess(child.pid ?? 0);
    expect(found?.command).toContain('setInterval');
    expect(found && isRunning(found)).toBe(true);

    const later = { pid: child.pid ?? 0, startedAt: 'another time' };
    expect(isRunning(later)).toBe(false);
    expect(await stopProcess(later, [{ signal: 'SIGKILL', waitMs: 1 }])).toBe(
      true,
    );
    expect(child.exitCode ?? child.signalCode).toBeNull();

    child.kill('SIGKILL');
    await once(child, 'close');
    expect(found && isRunning(found)).toBe(false);
    expect(findProcess(child.pid ?? 0)).toBeUndefined();
  });

  it('finds nothing for numbers that are no process of anyone', () => {
    for (const pid of [0, 1, -1, 1.5, Number.NaN]) {
      expect(findProcess(pid)).toBeUndefined();
    }
  });

  it('goes on to the next signal when one is not obeyed', async () => {
    const child = await sleeper(
      `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)`,
    );
    const found = findProcess(child.pid ?? 0);
    const plan = [{ signal: 'SIGTERM', waitMs: 200 }] as const;
    expect(found && (await stopProcess(found, [...plan]))).toBe(false);
    expect(
      found &&
        (await stopProcess(found, [
          ...plan,
          { signal: 'SIGKILL', waitMs: 5_000 },
        ])),
    ).toBe(true);
  });
});
