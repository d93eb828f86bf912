import { percentile } from '@slipway/plugin-dora-common';

/** p50, p95 and maximum of durations in milliseconds, as text. */
export function describeDurations(milliseconds: number[]): string {
  const shown = [
    ['p50', percentile(milliseconds, 0.5)],
    ['p95', percentile(milliseconds, 0.95)],
    ['max', percentile(milliseconds, 1)],
  ] as const;
  return shown
    .map(([name, value]) => `${name} ${(value ?? 0).toFixed(1)} ms`)
    .join(', ');
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Runs something and says how long it took. */
export async function timed<T>(
  run: () => Promise<T>,
): Promise<{ result: T; milliseconds: number }> {
  const start = performance.now();
  const result = await run();
  return { result, milliseconds: performance.now() - start };
}
