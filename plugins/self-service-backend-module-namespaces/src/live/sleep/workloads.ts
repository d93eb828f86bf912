import { JsonObject } from '@slipway/plugin-self-service-common';
import { z } from 'zod';
import { LiveObject, ObjectIdentity } from '../objects/liveObject';
import { ObjectStore } from '../objects/ObjectStore';

/** How many replicas it had before it was paused; on the workload itself. */
export const SAVED_REPLICAS = 'slipway.dev/replicas-before-pause';
/** On a CronJob that pausing suspended, and waking resumes. */
export const SAVED_SUSPEND = 'slipway.dev/suspended-by-pause';

export type Change = { annotations: JsonObject; spec: JsonObject };

/** One workload and what putting it to sleep or waking it would change. */
export type Workload = {
  identity: ObjectIdentity;
  live: LiveObject;
  /** Undefined when it is asleep. */
  sleep: Change | undefined;
  /** Undefined when it was not put to sleep by us. */
  wake: Change | undefined;
};

const scaled = [
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet' },
];
/** Those of a Deployment or the like are its own to scale. */
const scaledAlone = [
  { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
  { apiVersion: 'v1', kind: 'ReplicationController' },
];
/** Clusters before 1.21 have only the second. */
const cronVersions = ['batch/v1', 'batch/v1beta1'];

const workloadSchema = z.looseObject({
  spec: z.looseObject({
    replicas: z.number().int().optional(),
    suspend: z.boolean().optional(),
  }),
});

const jobSchema = z.looseObject({
  spec: z.looseObject({ suspend: z.boolean().optional() }),
  status: z
    .looseObject({
      conditions: z
        .array(z.looseObject({ type: z.string(), status: z.string() }))
        .default([]),
    })
    .prefault({}),
});

/** What of a namespace can be put to sleep and woken. */
export async function listWorkloads(
  store: ObjectStore,
  namespace: string,
  signal: AbortSignal,
): Promise<Workload[]> {
  const [replicated, cronJobs] = await Promise.all([
    Promise.all(
      [...scaled, ...scaledAlone].map(async kind => {
        const { items } = await store.list({ ...kind, namespace, signal });
        const own = scaledAlone.includes(kind) ? items.filter(isAlone) : items;
        return own.map(live => describeScaled(live, { ...kind, namespace }));
      }),
    ),
    listCronJobs(store, namespace, signal),
  ]);
  return [...replicated.flat(), ...cronJobs];
}

/** All, and the names of those that run; a CronJob counts until suspended. */
export async function runningWorkloads(
  store: ObjectStore,
  namespace: string,
  signal: AbortSignal,
): Promise<{ all: LiveObject[]; running: string[] }> {
  const workloads = await listWorkloads(store, namespace, signal);
  return {
    all: workloads.map(({ live }) => live),
    running: workloads
      .filter(({ sleep }) => sleep !== undefined)
      .map(({ identity }) => `${identity.kind} ${identity.name}`),
  };
}

/**
 * What sleep cannot reach: it runs on every node, or nobody would restart it,
 * or it ends by itself and would begin anew.
 */
export async function listSleepless(
  store: ObjectStore,
  namespace: string,
  signal: AbortSignal,
): Promise<string[]> {
  const [daemons, jobs, pods] = await Promise.all([
    store.list({ apiVersion: 'apps/v1', kind: 'DaemonSet', namespace, signal }),
    store.list({ apiVersion: 'batch/v1', kind: 'Job', namespace, signal }),
    store.list({ apiVersion: 'v1', kind: 'Pod', namespace, signal }),
  ]);
  return [
    ...daemons.items.map(({ metadata }) => `DaemonSet ${metadata.name}`),
    ...jobs.items
      .filter(isRunning)
      .map(({ metadata }) => `Job ${metadata.name}`),
    ...pods.items.filter(isAlone).map(({ metadata }) => `Pod ${metadata.name}`),
  ];
}

function isAlone({ metadata }: LiveObject): boolean {
  return metadata.ownerReferences.length === 0;
}

function isRunning({ raw }: LiveObject): boolean {
  const { spec, status } = jobSchema.parse(raw);
  const ended = status.conditions.some(
    condition =>
      ['Complete', 'Failed'].includes(condition.type) &&
      condition.status === 'True',
  );
  return !ended && !spec.suspend;
}

async function listCronJobs(
  store: ObjectStore,
  namespace: string,
  signal: AbortSignal,
): Promise<Workload[]> {
  for (const apiVersion of cronVersions) {
    const known = await store.resources(apiVersion, signal);
    if (known.some(({ kind }) => kind === 'CronJob')) {
      const kind = { apiVersion, kind: 'CronJob' };
      const { items } = await store.list({ ...kind, namespace, signal });
      return items.map(live => describeCronJob(live, { ...kind, namespace }));
    }
  }
  return [];
}

type Where = Omit<ObjectIdentity, 'name'>;

function describeScaled(live: LiveObject, where: Where): Workload {
  const { spec } = workloadSchema.parse(live.raw);
  // The API server's own default.
  const replicas = spec.replicas ?? 1;
  const saved = live.metadata.annotations[SAVED_REPLICAS];
  return {
    identity: { ...where, name: live.metadata.name },
    live,
    sleep:
      replicas > 0
        ? {
            annotations: { [SAVED_REPLICAS]: String(replicas) },
            spec: { replicas: 0 },
          }
        : undefined,
    wake:
      saved === undefined
        ? undefined
        : {
            annotations: { [SAVED_REPLICAS]: null },
            // Who scaled it up meanwhile knows better.
            spec: replicas > 0 ? {} : { replicas: readCount(saved) },
          },
  };
}

function describeCronJob(live: LiveObject, where: Where): Workload {
  const { spec } = workloadSchema.parse(live.raw);
  const saved = live.metadata.annotations[SAVED_SUSPEND];
  return {
    identity: { ...where, name: live.metadata.name },
    live,
    sleep: spec.suspend
      ? undefined
      : { annotations: { [SAVED_SUSPEND]: 'true' }, spec: { suspend: true } },
    wake:
      saved === undefined
        ? undefined
        : { annotations: { [SAVED_SUSPEND]: null }, spec: { suspend: false } },
  };
}

/** Somebody may have edited it: one is what a workload has when none says. */
function readCount(saved: string): number {
  return /^\d{1,5}$/.test(saved) ? Number(saved) : 1;
}
