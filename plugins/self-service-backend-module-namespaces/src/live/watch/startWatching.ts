import { LoggerService } from '@backstage/backend-plugin-api';
import { Live } from '../context';
import { KindWatcher, WatchTiming } from './KindWatcher';

/** Of what a namespace is made of; everything else in it is the team's. */
const watchedKinds = [
  { apiVersion: 'v1', kind: 'Namespace' },
  { apiVersion: 'v1', kind: 'ResourceQuota' },
  { apiVersion: 'v1', kind: 'LimitRange' },
  { apiVersion: 'v1', kind: 'ServiceAccount' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding' },
];

/**
 * Watches a cluster until the signal and wakes the resources whose objects
 * changed. What is missed is found by the sweep: nothing depends on this.
 */
export function startWatching(
  live: Live,
  options: {
    timing: WatchTiming;
    random: () => number;
    logger: LoggerService;
    wake: (resourceId: string) => void;
    onEvent: () => void;
    signal: AbortSignal;
  },
): void {
  watchedKinds.forEach(kind => {
    new KindWatcher({ store: live.store, kind, ...options })
      .run()
      .catch(error =>
        options.logger.error(
          `Watching ${kind.kind} in ${live.cluster} ended`,
          error,
        ),
      );
  });
}
