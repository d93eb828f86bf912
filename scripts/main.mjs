import { explain } from './lib/problem.mjs';

const COMMANDS = {
  start: () => import('./commands/start.mjs'),
  test: () => import('./commands/test.mjs'),
  dev: () => import('./commands/dev.mjs'),
  ci: () => import('./commands/ci.mjs'),
  run: () => import('./commands/run.mjs'),
};

/** Runs one command and turns every failure into one clear line. */
export async function main([name, ...args]) {
  try {
    const command = COMMANDS[name];
    if (!command) {
      process.stderr.write(
        `Usage: node scripts/slipway.cjs ${Object.keys(COMMANDS).join('|')}\n`,
      );
      process.exitCode = 2;
      return;
    }
    const { run } = await command();
    process.exitCode = (await run(args)) ?? 0;
  } catch (error) {
    const { text, exitCode } = explain(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = exitCode;
  }
}
