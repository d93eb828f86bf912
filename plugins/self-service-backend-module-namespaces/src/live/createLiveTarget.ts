import { LoggerService } from '@backstage/backend-plugin-api';
import { StepError } from '@slipway/plugin-self-service-node';
import { NamespaceTarget } from '../targets/NamespaceTarget';
import { issueKubeconfig } from './access/issueKubeconfig';
import { removeExpired } from './access/removeExpired';
import { revokeStep } from './access/revokeStep';
import { applyItem } from './apply/applyItem';
import { applySteps } from './apply/applySteps';
import { describeDifferences } from './apply/adoption';
import { pruneStep } from './apply/pruneStep';
import { readyStep } from './apply/readyStep';
import { readItems } from './apply/readItems';
import { checkHealth } from './checkHealth';
import { ClusterConnection } from './cluster/ClusterConnection';
import { atCluster } from './cluster/toStepError';
import { Live, NamespaceContext } from './context';
import { destroySteps } from './destroy/destroySteps';
import { findBlockers } from './destroy/findBlockers';
import { ObjectStore } from './objects/ObjectStore';
import { observe } from './observe/observe';
import { LiveTargetSettings } from './settings';
import { sleepStep } from './sleep/sleepStep';
import { defaultTiming, WatchTiming } from './watch/KindWatcher';
import { startWatching } from './watch/startWatching';

export type LiveDependencies = {
  logger: LoggerService;
  now?: () => Date;
  random?: () => number;
  watchTiming?: Partial<WatchTiming>;
};

/**
 * Namespaces in a live cluster, by server-side apply. Nothing is asked of the
 * cluster, and no credential is read, before the first call.
 */
export function createLiveTarget(
  settings: LiveTargetSettings & { title: string; environments: string[] },
  deps: LiveDependencies,
): NamespaceTarget {
  const live = connect(settings, deps);
  const now = deps.now ?? (() => new Date());
  let lastEventAt: Date | undefined;
  return {
    name: settings.name,
    title: settings.title,
    type: 'kubernetes',
    kinds: ['namespace'],
    environments: settings.environments,
    steps: context => stepsToPlan(live, context),
    destroy: context => destroySteps(live, context),
    restore: (context, item) => restore(live, context, item),
    observe: options => observe(live, options),
    findBlockers: options => findBlockers(live, options),
    checkHealth: signal => checkHealth(live, { lastEventAt, signal }),
    connect: resource => [
      { label: 'Cluster', value: settings.title },
      { label: 'Namespace', value: resource.name },
      ...describeAddress(settings),
    ],
    issueKubeconfig: ({ resource, ...request }) =>
      issueKubeconfig(live, {
        ...request,
        namespace: resource.name,
        clusterRole: settings.kubeconfig.clusterRole,
        publicUrl: settings.publicUrl,
        now: now(),
      }),
    start(host, signal) {
      const timing = { ...defaultTiming, ...deps.watchTiming };
      const { logger } = deps;
      startWatching(live, {
        timing,
        random: deps.random ?? Math.random,
        logger,
        wake: resourceId => host.wake(resourceId),
        onEvent: () => {
          lastEventAt = now();
        },
        signal,
      });
      removeExpired(live, {
        everyMs: timing.resyncMs,
        now,
        logger,
        signal,
      }).catch(error =>
        logger.error(`Removing what ran out in ${live.cluster} ended`, error),
      );
    },
  };
}

function connect(settings: LiveTargetSettings, deps: LiveDependencies): Live {
  const connection = new ClusterConnection(settings, deps.random);
  return { cluster: settings.name, store: new ObjectStore(connection) };
}

function stepsToPlan(live: Live, context: NamespaceContext) {
  const items = context.plan?.items ?? [];
  const prune = pruneStep(live, context);
  // What is made for the first time holds nothing that could wake.
  const creates = context.request?.action === 'create';
  return [
    ...applySteps(live, context),
    ...(prune ? [prune] : []),
    ...(context.request?.action === 'transfer' ? [revokeStep(live)] : []),
    readyStep(live, items),
    ...(creates && !context.resource.paused
      ? []
      : [sleepStep(live, context.resource.paused)]),
  ];
}

async function restore(
  live: Live,
  context: NamespaceContext,
  item: Parameters<NamespaceTarget['restore']>[1],
) {
  return atCluster(live.cluster, async () => {
    const found = await readItems(live.store, [item], context.signal);
    const object = found.get(item.key);
    if (object?.metadata.deletionTimestamp) {
      throw new StepError(`${item.title} is being deleted`, {
        remedy: 'It is made anew by itself when it is gone.',
      });
    }
    return applyItem(live.store, context, {
      item,
      live: object,
      differing: async () => describeDifferences([item], found),
    });
  });
}

function describeAddress({ publicUrl, cluster }: LiveTargetSettings) {
  const url =
    publicUrl ?? (cluster.type === 'service-account' ? cluster.url : undefined);
  return url ? [{ label: 'API server', value: url }] : [];
}
