'use strict';

// Preloaded into the backend. Its standard input is a pipe from the launcher
// that closes when the launcher is gone, even when it was killed; the backend
// then shuts down as it would for SIGTERM instead of staying behind.
process.stdin.once('close', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();
// The pipe alone keeps no backend alive.
process.stdin.unref();
