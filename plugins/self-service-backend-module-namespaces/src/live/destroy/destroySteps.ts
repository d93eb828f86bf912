import { InventoryEntry, StepResult } from '@slipway/plugin-self-service-node';
import { describeEnding, readNamespaceState } from '../apply/namespaceState';
import { atCluster } from '../cluster/toStepError';
import {
  Live,
  LOOK_AGAIN_MS,
  NamespaceContext,
  namespaceOf,
  NamespaceStep,
  pending,
} from '../context';
import {
  identityOfEntry,
  isOurs,
  LiveObject,
  MANAGED_BY,
  ObjectIdentity,
  RESOURCE_ID,
} from '../objects/liveObject';

/**
 * From what is there to nothing, by the inventory alone: what lies outside the
 * namespace in descending waves, then the namespace with all in it. What lies
 * inside goes with the namespace, so that its network policies hold while its
 * pods end.
 */
export function destroySteps(
  live: Live,
  context: NamespaceContext,
): NamespaceStep[] {
  const namespace = namespaceOf({ items: [], inventory: context.inventory });
  const outside = context.inventory.filter(entry => {
    const identity = identityOfEntry(entry);
    return identity.kind !== 'Namespace' && identity.namespace !== namespace;
  });
  const waves = [...new Set(outside.map(({ wave }) => wave))].sort(
    (a, b) => b - a,
  );
  return [
    ...waves.map(wave =>
      removeStep(
        live,
        wave,
        outside.filter(entry => entry.wave === wave),
      ),
    ),
    deleteStep(live),
    goneStep(live),
  ];
}

function removeStep(
  live: Live,
  wave: number,
  entries: InventoryEntry[],
): NamespaceStep {
  const removed = entries.map(({ key }) => key);
  const find = async (context: NamespaceContext) => {
    const found = await Promise.all(
      entries.map(async entry => ({
        entry,
        object: await live.store.get(identityOfEntry(entry), context.signal),
      })),
    );
    return found.flatMap(({ entry, object }) =>
      object && isOurs(object, context.resource, entry)
        ? [{ entry, object }]
        : [],
    );
  };
  return {
    key: `remove-${wave}`,
    title: `Remove ${entries.map(({ reference }) => reference).join(', ')}`,
    repeatable: true,
    check: context =>
      atCluster(live.cluster, async () =>
        (await find(context)).length === 0 ? { done: true, removed } : pending,
      ),
    do: context =>
      atCluster(live.cluster, async (): Promise<StepResult> => {
        const left = await find(context);
        for (const { entry, object } of left) {
          await live.store.remove(
            identityOfEntry(entry),
            object.metadata.uid,
            context,
          );
        }
        const names = left.map(({ entry }) => entry.reference).join(', ');
        return left.length === 0
          ? { done: true, removed }
          : {
              done: false,
              waitingFor: `${names} to go`,
              retryAfterMs: LOOK_AGAIN_MS,
            };
      }),
  };
}

function deleteStep(live: Live): NamespaceStep {
  const look = async (context: NamespaceContext) => {
    const namespace = await findNamespace(live, context);
    return namespace && !namespace.metadata.deletionTimestamp
      ? namespace
      : undefined;
  };
  return {
    key: 'delete-namespace',
    title: 'Delete the namespace',
    repeatable: true,
    check: context =>
      atCluster(live.cluster, async () =>
        (await look(context)) ? pending : { done: true },
      ),
    do: context =>
      atCluster(live.cluster, async (): Promise<StepResult> => {
        const namespace = await look(context);
        if (namespace) {
          await removeNamespace(live, context, namespace);
        }
        return { done: true };
      }),
  };
}

function goneStep(live: Live): NamespaceStep {
  const judge = (
    context: NamespaceContext,
    namespace: LiveObject | undefined,
  ): StepResult =>
    namespace
      ? {
          done: false,
          waitingFor: describeEnding(
            namespace.metadata.name,
            readNamespaceState(namespace),
          ),
          retryAfterMs: LOOK_AGAIN_MS,
        }
      : { done: true, removed: context.inventory.map(({ key }) => key) };
  return {
    key: 'gone',
    title: 'Wait until all of it is gone',
    repeatable: true,
    check: context =>
      atCluster(live.cluster, async () =>
        judge(context, await findNamespace(live, context)),
      ),
    do: context =>
      atCluster(live.cluster, async () => {
        const namespace = await findNamespace(live, context);
        if (namespace && !namespace.metadata.deletionTimestamp) {
          // Put back from a backup: nobody would ever ask for its end again.
          await removeNamespace(live, context, namespace);
        }
        return judge(context, namespace);
      }),
  };
}

async function removeNamespace(
  live: Live,
  context: NamespaceContext,
  { metadata: { name, uid } }: LiveObject,
) {
  await live.store.remove(identityOf(name), uid, context);
}

/**
 * The resource's namespace, if it is still there and still this resource's.
 * One that was made anew by others is none of ours. When a crash kept it out
 * of the inventory it is found by its mark.
 */
async function findNamespace(
  live: Live,
  context: NamespaceContext,
): Promise<LiveObject | undefined> {
  const { inventory, resource, signal } = context;
  const entry = inventory.find(
    candidate => identityOfEntry(candidate).kind === 'Namespace',
  );
  if (!entry) {
    const { items } = await live.store.list({
      ...identityOf(''),
      labelSelector: `${MANAGED_BY}=slipway`,
      signal,
    });
    return items.find(
      ({ metadata }) => metadata.annotations[RESOURCE_ID] === resource.id,
    );
  }
  const found = await live.store.get(identityOfEntry(entry), signal);
  if (found && !isOurs(found, resource, entry)) {
    context.log(
      `The namespace ${found.metadata.name} is another one by now, and is left alone`,
    );
    return undefined;
  }
  return found ?? undefined;
}

function identityOf(name: string): ObjectIdentity {
  return { apiVersion: 'v1', kind: 'Namespace', name, namespace: null };
}
