import { startPortal } from './portal';

/**
 * One replica in a process of its own. The only argument is what `startPortal`
 * is given, as JSON; its URL is the first line of what it prints. It ends with
 * whoever started it, however that one ended.
 */
process.stdin.on('end', () => process.exit()).resume();
startPortal(JSON.parse(process.argv[2])).then(
  portal => {
    process.on('SIGTERM', () => portal.stop().finally(() => process.exit()));
    process.stdout.write(`${portal.url}\n`);
  },
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
