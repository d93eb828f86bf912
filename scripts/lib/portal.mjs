import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './layout.mjs';
import { ended } from './processes.mjs';

/**
 * Starts a built portal.
 *
 * @param options - `{ toolchain, view, dataDirectory, host, port, sample }`
 * @param onMessage - called with each LauncherMessage
 * @returns `{ exited, stop }`: a promise of `{ code, signal }`, and a
 *   function that asks the portal to stop
 */
export function startPortal(
  { toolchain, view, dataDirectory, host, port, sample },
  onMessage,
) {
  const options = {
    root,
    backend: path.join(view, 'packages/backend'),
    dataDirectory,
    host,
    port,
    config: configFiles(),
    sample,
  };
  const child = spawn(
    toolchain.node,
    [path.join(root, 'scripts/lib/launch.cjs'), JSON.stringify(options)],
    {
      cwd: root,
      env: {
        ...toolchain.env,
        SLIPWAY_VIEW: view,
      },
      // A session of its own: Ctrl-C reaches this program, which then stops
      // the portal in order.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  child.on('message', onMessage);
  return {
    exited: ended(child),
    stop: () => child.kill('SIGTERM'),
  };
}

/** The default configuration and, if there is one, the person's own. */
function configFiles() {
  return ['app-config.yaml', 'app-config.local.yaml']
    .map(name => path.join(root, name))
    .filter(file => fs.existsSync(file));
}
