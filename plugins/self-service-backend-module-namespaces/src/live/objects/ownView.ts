import {
  compareFields,
  FieldChange,
  JsonObject,
  JsonValue,
} from '@slipway/plugin-self-service-common';
import { LiveObject } from './liveObject';
import { isSameQuantity } from './quantity';

/** Metadata that the API server writes, and nobody wants. */
const serverMetadata = [
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
];

/** What the API server adds inside lists when it is not there. */
const defaultsInLists: Record<string, JsonValue> = {
  protocol: 'TCP',
  apiGroup: 'rbac.authorization.k8s.io',
};

/** Kinds whose `spec` is made of quantities. */
const quantityKinds = ['ResourceQuota', 'LimitRange'];

/**
 * An object without what the server keeps on it, written the way that the plan
 * writes it where both mean the same. What then differs is a difference.
 *
 * @param desired - undefined when the plan has no such object any more
 */
export function ownView(
  live: LiveObject,
  desired: JsonObject | undefined,
): JsonObject {
  const { status: _, ...rest } = live.raw;
  const metadata = Object.fromEntries(
    Object.entries(asObject(rest.metadata) ?? {}).filter(
      ([key]) => !serverMetadata.includes(key),
    ),
  );
  const view: JsonObject = {
    ...rest,
    // Lists of objects leave these out of their elements.
    ...(desired && { apiVersion: desired.apiVersion, kind: desired.kind }),
    metadata,
  };
  if (!desired) {
    return view;
  }
  const quantities = quantityKinds.includes(String(desired.kind));
  return {
    ...view,
    ...Object.fromEntries(
      Object.entries(view)
        .filter(([key]) => key !== 'metadata')
        .map(([key, value]) => [
          key,
          respell(value, desired[key], { quantities, inList: false }),
        ]),
    ),
  };
}

/** What would have to change for the object to be as the plan has it. */
export function differences(
  live: LiveObject,
  desired: JsonObject,
): FieldChange[] {
  return compareFields(desired, ownView(live, desired));
}

function respell(
  actual: JsonValue,
  desired: JsonValue | undefined,
  options: { quantities: boolean; inList: boolean },
): JsonValue {
  if (Array.isArray(actual)) {
    const wanted = Array.isArray(desired) ? desired : [];
    return actual.map((value, index) =>
      respell(value, wanted[index], { ...options, inList: true }),
    );
  }
  const object = asObject(actual);
  if (object) {
    const wanted = asObject(desired) ?? {};
    return Object.fromEntries(
      Object.entries(object)
        .filter(
          ([key, value]) =>
            Object.hasOwn(wanted, key) ||
            !options.inList ||
            defaultsInLists[key] !== value,
        )
        .map(([key, value]) => [key, respell(value, wanted[key], options)]),
    );
  }
  return desired !== undefined &&
    options.quantities &&
    isSameQuantity(actual, desired)
    ? desired
    : actual;
}

function asObject(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : undefined;
}
