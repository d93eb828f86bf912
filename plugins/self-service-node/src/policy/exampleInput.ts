import { JsonObject, JsonValue } from '@slipway/plugin-self-service-common';
import { isJsonObject } from './isJsonObject';
import { PolicyInput } from './PolicyInput';

/**
 * The request that a policy's tests start from: Ana of Checkout asks for a
 * small namespace in dev, and nothing is wrong with it.
 */
export function exampleInput(): PolicyInput {
  return {
    kind: 'namespace',
    action: 'create',
    request: {
      name: 'checkout-dev',
      team: 'group:default/checkout',
      environment: 'dev',
      target: 'live',
      costCenter: 'CC-1001',
      ttl: 'P30D',
      tier: 'small',
      podSecurity: 'restricted',
      labels: {},
      reason: '',
      paused: false,
    },
    current: null,
    team: {
      ref: 'group:default/checkout',
      title: 'Checkout',
      exists: true,
      costCenter: 'CC-1001',
    },
    requester: {
      ref: 'user:default/ana.brandt',
      type: 'user',
      onBehalfOf: null,
      groups: ['group:default/checkout'],
      led: [],
      platform: false,
    },
    environment: {
      name: 'dev',
      class: 'development',
      defaultTtl: 'P30D',
      maximumTtl: 'P180D',
    },
    items: [
      { key: 'Namespace', type: 'Namespace', desired: exampleNamespace() },
    ],
    cost: {
      currency: 'EUR',
      amount: 40,
      before: null,
      unknown: [],
      teamCommitted: 0,
      teamUnknown: [],
    },
    quota: [],
    costCenters: ['CC-1001', 'CC-2002'],
    now: new Date('2026-03-02T09:00:00.000Z'),
  };
}

function exampleNamespace(): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'checkout-dev',
      labels: {
        'app.kubernetes.io/managed-by': 'slipway',
        team: 'checkout',
        environment: 'dev',
        'cost-center': 'CC-1001',
        'pod-security.kubernetes.io/enforce': 'restricted',
      },
    },
  };
}

/** Where a field is there or it is not, and never null. */
const withoutNull = new Set(['request', 'object']);

/**
 * The example with what a test gives in the place of it: objects are merged,
 * anything else replaces, and null takes a field of `request` or `object` away.
 * `object` is merged into the example's namespace, when that is what the policy
 * looks at, and becomes the only item.
 *
 * @param type - of the items that the policy looks at; empty for none
 */
export function testInput(given: JsonObject, type: string): PolicyInput {
  const { object, params: _, now, ...rest } = given;
  const { now: exampleNow, ...data } = exampleInput();
  const merged = {
    ...data,
    ...Object.fromEntries(
      Object.entries(rest).map(([name, patch]) => [
        name,
        mergeJson(
          (data as JsonObject)[name] ?? {},
          patch,
          withoutNull.has(name),
        ),
      ]),
    ),
    now: typeof now === 'string' ? new Date(now) : exampleNow,
  };
  if (object === undefined) {
    return merged;
  }
  const base = type === 'Namespace' ? exampleNamespace() : {};
  const desired = mergeJson(base, object, true);
  return { ...merged, items: [{ key: type, type, desired }] };
}

function mergeJson(
  base: JsonValue,
  patch: JsonValue,
  nullRemoves: boolean,
): JsonValue {
  if (!isJsonObject(base) || !isJsonObject(patch)) {
    return patch;
  }
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null && nullRemoves) {
      merged.delete(key);
    } else {
      merged.set(key, mergeJson(merged.get(key) ?? {}, value, nullRemoves));
    }
  }
  return Object.fromEntries(merged);
}
