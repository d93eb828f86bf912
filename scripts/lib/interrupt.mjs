import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const WATCH_EVERY_MS = 1_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * An abort signal for "the person wants this to end": a signal to this
 * process, or the end of the npm that runs it (which may be killed without a
 * word to its child).
 */
export function watchForInterrupt() {
  const controller = new AbortController();
  const abort = () => controller.abort();
  for (const signal of SIGNALS) {
    process.on(signal, abort);
  }
  const timer = process.env.npm_lifecycle_event
    ? watchParents(abort)
    : undefined;
  return {
    signal: controller.signal,
    stopWatching() {
      clearInterval(timer);
      for (const signal of SIGNALS) {
        process.off(signal, abort);
      }
    },
  };
}

/**
 * npm runs a script through a shell, which may stay in between: both this
 * process's parent and a shell's own parent must stay who they were.
 */
function watchParents(onGone) {
  const parent = process.ppid;
  const shell = isShell(parent) ? parent : undefined;
  const grandparent = shell && parentOf(shell);
  const timer = setInterval(() => {
    const gone =
      process.ppid !== parent || (shell && parentOf(shell) !== grandparent);
    if (gone) {
      clearInterval(timer);
      onGone();
    }
  }, WATCH_EVERY_MS);
  return timer.unref();
}

function isShell(pid) {
  return /^-?(.*\/)?(sh|bash|dash|zsh|ash|busybox)$/.test(
    ask(pid, 'comm') ?? '',
  );
}

function parentOf(pid) {
  const answer = ask(pid, 'ppid');
  return answer === undefined ? undefined : Number(answer);
}

function ask(pid, what) {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const end = stat.lastIndexOf(')');
      return what === 'comm'
        ? stat.slice(stat.indexOf('(') + 1, end)
        : stat.slice(end + 2).split(' ')[1];
    }
    return execFileSync('ps', ['-o', `${what}=`, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
