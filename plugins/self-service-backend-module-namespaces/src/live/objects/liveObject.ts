import { JsonObject, PlanItem } from '@slipway/plugin-self-service-common';
import {
  InventoryEntry,
  ResourceIdentity,
} from '@slipway/plugin-self-service-node';
import { z } from 'zod';

/** The one name under which Slipway writes fields. */
export const FIELD_MANAGER = 'slipway';
export const MANAGED_BY = 'app.kubernetes.io/managed-by';
/** Which resource of Slipway an object belongs to. */
export const RESOURCE_ID = 'slipway.dev/resource-id';

/**
 * Since when something that others made is ours. Written before anything of it
 * is changed; what bears it is given back, not removed, when the request that
 * took it over is cancelled.
 */
export const ADOPTED = 'slipway.dev/adopted';

/** Which object of a cluster. */
export type ObjectIdentity = {
  apiVersion: string;
  kind: string;
  name: string;
  /** Null for what is not in one. */
  namespace: string | null;
};

const stringMap = z.record(z.string(), z.string()).default({});

const managedFieldsEntry = z.object({
  manager: z.string().default(''),
  operation: z.string().default(''),
  time: z.string().optional(),
  subresource: z.string().optional(),
  fieldsV1: z.record(z.string(), z.json()).default({}),
});
export type ManagedFieldsEntry = z.output<typeof managedFieldsEntry>;

const liveObjectSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string(),
    resourceVersion: z.string(),
    creationTimestamp: z.string(),
    deletionTimestamp: z.string().optional(),
    labels: stringMap,
    annotations: stringMap,
    finalizers: z.array(z.string()).default([]),
    managedFields: z.array(managedFieldsEntry).default([]),
    ownerReferences: z
      .array(z.looseObject({ kind: z.string(), name: z.string() }))
      .default([]),
  }),
});

/** An object as the API server gave it: the parts that we look at, and all. */
export type LiveObject = {
  metadata: z.output<typeof liveObjectSchema>['metadata'];
  raw: JsonObject;
};

/** @throws ZodError when it is no object of a Kubernetes API */
export function readLiveObject(raw: JsonObject): LiveObject {
  return { metadata: liveObjectSchema.parse(raw).metadata, raw };
}

const identitySchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  namespace: z.string().nullable().default(null),
});

const renderedSchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
});

/** @throws ZodError when the item is no Kubernetes object */
export function identityOfItem(item: PlanItem): ObjectIdentity {
  const { apiVersion, kind, metadata } = renderedSchema.parse(item.desired);
  return {
    apiVersion,
    kind,
    name: metadata.name,
    namespace: metadata.namespace ?? null,
  };
}

/** @throws ZodError when the entry was not made here */
export function identityOfEntry(entry: InventoryEntry): ObjectIdentity {
  return identitySchema.parse(entry.identity);
}

/** Undefined until the object has been seen. */
export function uidOfEntry(
  entry: InventoryEntry | undefined,
): string | undefined {
  const uid = entry?.identity.uid;
  return typeof uid === 'string' ? uid : undefined;
}

/** For people: `rbac.authorization.k8s.io/v1/RoleBinding checkout-dev/team`. */
export function referenceOf(identity: ObjectIdentity): string {
  const { apiVersion, kind, name, namespace } = identity;
  return `${apiVersion}/${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

/** @param uid - absent before the object is made */
export function entryFor(item: PlanItem, uid?: string): InventoryEntry {
  const identity = identityOfItem(item);
  return {
    key: item.key,
    type: item.type,
    reference: referenceOf(identity),
    wave: item.wave,
    identity: { ...identity, ...(uid !== undefined && { uid }) },
  };
}

/**
 * Whether an object was made for this resource: it is the very object that the
 * inventory names, or it bears the resource's id. The id alone is enough, since
 * a crash can come between making an object and recording it, also when it is
 * made anew and the inventory still names the one before; nobody else knows the
 * id of a new resource, and what a backup put back bears it rightly.
 */
export function isOurs(
  object: LiveObject,
  resource: Pick<ResourceIdentity, 'id'>,
  entry: InventoryEntry | undefined,
): boolean {
  return (
    object.metadata.uid === uidOfEntry(entry) ||
    object.metadata.annotations[RESOURCE_ID] === resource.id
  );
}
