import { setTimeout as sleep } from 'node:timers/promises';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';

const FINISH_REQUESTS_MS = 2_000;

/**
 * The HTTP server, which ends its last connections soon after a stop was
 * asked for. By default it waits for every open request, and those of the
 * backend to its own event bus stay open for up to a minute: longer than a
 * terminal, a container or a rolling update cares to wait.
 */
export const httpServer = rootHttpRouterServiceFactory({
  configure({ server, lifecycle, applyDefaults }) {
    applyDefaults();
    lifecycle.addShutdownHook(async () => {
      await sleep(FINISH_REQUESTS_MS);
      server.closeAllConnections();
    });
  },
});
