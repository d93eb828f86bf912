import { availableParallelism, cpus, totalmem } from 'node:os';

/** One line that says what the figures below it were measured on. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} cores (${model}), ${memory} GiB, Node ${
    process.versions.node
  }, ${process.platform} ${process.arch}`;
}
