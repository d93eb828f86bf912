import { InventoryEntry } from '@slipway/plugin-self-service-node';
import { z } from 'zod';
import { readNamespaceState } from '../apply/namespaceState';
import { ClusterError } from '../cluster/ClusterError';
import { atCluster } from '../cluster/toStepError';
import { Live, namespaceOf } from '../context';
import { ApiResource } from '../objects/Discovery';
import { METADATA_ONLY } from '../objects/ObjectStore';

export type Blocker = {
  object: string;
  finalizer: string | null;
  message: string;
};

const groupListSchema = z.object({
  groups: z
    .array(
      z.object({ preferredVersion: z.object({ groupVersion: z.string() }) }),
    )
    .default([]),
});

/**
 * What keeps a namespace from ending: each object in it that waits for a
 * finalizer, the namespace's own finalizers, and what Kubernetes says went
 * wrong, such as an API that does not answer.
 */
export async function findBlockers(
  live: Live,
  options: {
    resource: { name: string };
    inventory: InventoryEntry[];
    signal: AbortSignal;
  },
): Promise<Blocker[]> {
  const { resource, inventory, signal } = options;
  const name = namespaceOf({ items: [], inventory }) ?? resource.name;
  return atCluster(live.cluster, () => findIn(live, name, signal));
}

async function findIn(
  live: Live,
  name: string,
  signal: AbortSignal,
): Promise<Blocker[]> {
  const namespace = await live.store.get(
    { apiVersion: 'v1', kind: 'Namespace', name, namespace: null },
    signal,
  );
  if (!namespace) {
    return [];
  }
  const state = readNamespaceState(namespace);
  const objects = await findHeldObjects(live, name, signal);
  const own = state.finalizers.map(finalizer => ({
    object: `Namespace ${name}`,
    finalizer,
    message: explain(finalizer),
  }));
  const failures = state.problems
    // What remains is named by object above, as far as we may list it.
    .filter(({ type }) => objects.length === 0 || type.endsWith('Failure'))
    .map(({ type, message }) => ({
      object: `Namespace ${name}`,
      finalizer: null,
      message: `${type}: ${message}`,
    }));
  return [...objects, ...own, ...failures];
}

async function findHeldObjects(
  live: Live,
  namespace: string,
  signal: AbortSignal,
): Promise<Blocker[]> {
  const versions = await listVersions(live, signal);
  const blockers: Blocker[] = [];
  // One at a time: this is asked while a deletion hangs, never in a hurry.
  for (const apiVersion of versions) {
    const resources = await live.store
      .resources(apiVersion, signal)
      .catch((): ApiResource[] => []);
    for (const { kind, verbs, namespaced } of resources) {
      if (namespaced && verbs.includes('list') && verbs.includes('delete')) {
        blockers.push(
          ...(await findHeld(live, { apiVersion, kind, namespace }, signal)),
        );
      }
    }
  }
  return blockers;
}

async function listVersions(live: Live, signal: AbortSignal) {
  const { groups } = groupListSchema.parse(
    await live.store.connection.request({ path: '/apis', signal }),
  );
  return ['v1', ...groups.map(group => group.preferredVersion.groupVersion)];
}

async function findHeld(
  live: Live,
  where: { apiVersion: string; kind: string; namespace: string },
  signal: AbortSignal,
): Promise<Blocker[]> {
  try {
    const { items } = await live.store.list({
      ...where,
      accept: METADATA_ONLY,
      signal,
    });
    return items.flatMap(({ metadata }) =>
      metadata.finalizers.map(finalizer => ({
        object: `${where.kind} ${where.namespace}/${metadata.name}`,
        finalizer,
        message: explain(finalizer),
      })),
    );
  } catch (error) {
    if (!(error instanceof ClusterError)) {
      throw error;
    }
    if (error.status === 403 || error.status === 404) {
      // Not ours to see: then the namespace's own conditions have to do.
      return [];
    }
    return [
      {
        object: `${where.apiVersion}/${where.kind}`,
        finalizer: null,
        message: `It cannot be listed: ${error.message}`,
      },
    ];
  }
}

function explain(finalizer: string): string {
  return `Waits for whoever set the finalizer ${finalizer} to clean up and remove it. If that controller is gone, remove the finalizer by hand once what it guards is dealt with.`;
}
