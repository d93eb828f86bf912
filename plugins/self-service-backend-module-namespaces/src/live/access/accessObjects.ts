import { Live } from '../context';
import { LiveObject, ObjectIdentity } from '../objects/liveObject';
import { METADATA_ONLY, Writer } from '../objects/ObjectStore';

/** Until when a person's account in the namespace may be used; ISO instant. */
export const ACCESS_UNTIL = 'slipway.dev/access-until';
export const ACCESS_FOR = 'slipway.dev/access-for';
export const ACCESS = 'slipway.dev/access';

/** What kubeconfigs of people go by. The bindings first: they give the rights. */
export type AccessKind = 'RoleBinding' | 'ServiceAccount';
const kinds: AccessKind[] = ['RoleBinding', 'ServiceAccount'];

export type AccessObject = { kind: AccessKind; object: LiveObject };

export function accessIdentity(
  kind: AccessKind,
  name: string,
  namespace: string | null,
): ObjectIdentity {
  const apiVersion =
    kind === 'RoleBinding' ? 'rbac.authorization.k8s.io/v1' : 'v1';
  return { apiVersion, kind, name, namespace };
}

/**
 * The accounts of people and their bindings, in a namespace or everywhere.
 *
 * @param options.whole - with all fields; otherwise metadata alone
 */
export async function listAccess(
  live: Live,
  options: { namespace: string | null; whole?: boolean; signal: AbortSignal },
): Promise<AccessObject[]> {
  const { namespace, whole = false, signal } = options;
  const lists = await Promise.all(
    kinds.map(async kind => {
      const { items } = await live.store.list({
        ...accessIdentity(kind, '', namespace),
        labelSelector: `${ACCESS}=true`,
        ...(!whole && { accept: METADATA_ONLY }),
        signal,
      });
      return items.map(object => ({ kind, object }));
    }),
  );
  return lists.flat();
}

export async function removeAccess(
  live: Live,
  objects: AccessObject[],
  by: Writer,
): Promise<void> {
  for (const { kind, object } of objects) {
    const { name, namespace, uid } = object.metadata;
    const identity = accessIdentity(kind, name, namespace ?? null);
    await live.store.remove(identity, uid, by);
  }
}

/** Milliseconds since the epoch; 0 when it says nothing that can be read. */
export function endOfAccess({ metadata }: LiveObject): number {
  return Date.parse(metadata.annotations[ACCESS_UNTIL] ?? '') || 0;
}

/** What is not of the plan is guarded by no lease. */
export function personally(signal: AbortSignal): Writer {
  return { signal, assertLease: undefined };
}
