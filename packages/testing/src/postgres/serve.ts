import { startTestPostgres } from './startTestPostgres';

/**
 * The program behind one test run (scripts/jest/globalSetup.cjs): serves one
 * PostgreSQL, prints its URL, and stops it when standard input closes. The
 * pipe closes even when the test runner is killed, so nothing stays behind.
 */
async function serve() {
  // The runner's Ctrl-C also reaches this process; the pipe decides.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => process.stdin.destroy());
  const closed = new Promise<void>(resolve => {
    process.stdin.once('close', resolve).resume();
  });
  const postgres = await startTestPostgres();
  process.stdout.write(`${postgres.url}\n`);
  await closed;
  await postgres.stop();
}

serve().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 1;
});
