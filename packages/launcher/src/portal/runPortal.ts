import type { LauncherMessage } from './messages';
import { portalOptionsSchema } from './options';
import { Portal } from './Portal';

/**
 * The launcher as a program: takes `PortalOptions` as JSON in its first
 * argument, reports over the IPC channel, stops on SIGTERM, SIGINT or when
 * the channel closes, and ends with 0 after a stop that was asked for.
 */
export async function runPortal(): Promise<void> {
  const portal = new Portal(
    portalOptionsSchema.parse(JSON.parse(process.argv[2])),
    tellParent,
  );
  const stop = () => portal.stop();
  process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', stop);
  process.on('disconnect', stop);
  try {
    await portal.run();
  } catch (error) {
    tellParent({
      kind: 'problem',
      message: error instanceof Error ? error.message : String(error),
    });
    process.exitCode = 1;
  } finally {
    process.disconnect?.();
  }
}

function tellParent(message: LauncherMessage): void {
  if (process.connected) {
    process.send?.(message);
  }
}
