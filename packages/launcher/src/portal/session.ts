import type { LauncherMessage, Tell } from './messages';

/** What a program of the launcher works with while it runs. */
export interface Session {
  tell: Tell;
  /** Aborted when the program is asked to stop. */
  stopping: AbortSignal;
  /** Adds a way to undo what was just started; they run last to first. */
  onStop(undo: () => Promise<void>): void;
}

/** Settled when all that was told has left this process. */
let told = Promise.resolve();

/**
 * Runs a program of the launcher: reports over the IPC channel, stops on
 * SIGTERM, SIGINT, SIGHUP or when the channel closes, undoes in order what
 * was started, and ends with 0 only after a stop that was asked for.
 *
 * @param serve - runs until the session stops; an error before that is the
 *   reason why the program ends, told to the parent
 */
export async function runSession(
  serve: (session: Session) => Promise<void>,
): Promise<void> {
  const stopping = new AbortController();
  const undos: (() => Promise<void>)[] = [];
  const stop = () => stopping.abort();
  process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', stop);
  process.on('disconnect', stop);
  try {
    await serve({
      tell: tellParent,
      stopping: stopping.signal,
      onStop: undo => undos.push(undo),
    });
  } catch (error) {
    if (!stopping.signal.aborted) {
      process.exitCode = 1;
      tellParent({
        kind: 'problem',
        message: error instanceof Error ? error.message : String(error),
      });
    }
  } finally {
    stop();
    await undoAll(undos);
    await told;
    // Requests that were under way would keep the process for a while.
    process.exit();
  }
}

/** Resolves never; rejects when the session is asked to stop. */
export function untilStopped({ stopping }: Session): Promise<never> {
  return new Promise<never>((_resolve, reject) => {
    stopping.addEventListener('abort', () => reject(stopping.reason));
    if (stopping.aborted) {
      reject(stopping.reason);
    }
  });
}

/** One that fails must not keep the others from running. */
async function undoAll(undos: (() => Promise<void>)[]) {
  for (const undo of undos.reverse()) {
    try {
      await undo();
    } catch (error) {
      process.exitCode = 1;
      tellParent({ kind: 'problem', message: String(error) });
    }
  }
}

function tellParent(message: LauncherMessage): void {
  told = told.then(() => send(message));
}

function send(message: LauncherMessage): Promise<void> {
  return new Promise(resolve => {
    if (process.connected && process.send) {
      process.send(message, () => resolve());
    } else {
      resolve();
    }
  });
}
