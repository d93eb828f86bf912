'use strict';

// Preloaded into the backend. Its standard input is a pipe from the launcher
// that closes when the launcher is gone, even when it was killed; the backend
// then shuts down as it would for SIGTERM instead of staying behind.
const LIMIT_MS = 5_000;

process.stdin.once('close', () => {
  setTimeout(() => process.exit(1), LIMIT_MS);
  process.kill(process.pid, 'SIGTERM');
});
process.stdin.resume();
// The pipe alone keeps no backend alive.
process.stdin.unref();

// The pipes for its log are then closed too; that is no reason to fail.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', () => undefined);
}
