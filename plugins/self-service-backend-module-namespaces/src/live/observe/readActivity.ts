import { Live } from '../context';
import { FIELD_MANAGER, LiveObject } from '../objects/liveObject';
import { isAboutSpec } from '../objects/managedFields';
import { METADATA_ONLY } from '../objects/ObjectStore';
import { ClusterError } from '../cluster/ClusterError';
import { runningWorkloads } from '../sleep/workloads';

/** Those that write all the time whether anybody uses the namespace or not. */
const machinery = ['kube-controller-manager', 'kubelet', FIELD_MANAGER];

/**
 * The last sign of use: when a pod was made, or a workload made or changed by
 * somebody. Undefined when there is none, or it may not be read: it only
 * serves to extend what is in use.
 */
export async function readActivity(
  live: Live,
  namespace: string,
  signal: AbortSignal,
): Promise<{ at: Date | undefined; awake: string[] }> {
  try {
    const [pods, workloads] = await Promise.all([
      live.store.list({
        apiVersion: 'v1',
        kind: 'Pod',
        namespace,
        accept: METADATA_ONLY,
        signal,
      }),
      runningWorkloads(live.store, namespace, signal),
    ]);
    const times = [
      ...pods.items.map(({ metadata }) => metadata.creationTimestamp),
      ...workloads.all.flatMap(signsOfUse),
    ]
      .map(time => Date.parse(time))
      .filter(Number.isFinite);
    return {
      at: times.length > 0 ? new Date(Math.max(...times)) : undefined,
      awake: workloads.running,
    };
  } catch (error) {
    if (error instanceof ClusterError && error.status === 403) {
      return { at: undefined, awake: [] };
    }
    throw error;
  }
}

function signsOfUse({ metadata }: LiveObject): string[] {
  return [
    metadata.creationTimestamp,
    ...metadata.managedFields
      .filter(entry => !machinery.includes(entry.manager) && isAboutSpec(entry))
      .flatMap(({ time }) => time ?? []),
  ];
}
