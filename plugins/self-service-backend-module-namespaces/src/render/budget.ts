import { JsonObject } from '@slipway/plugin-self-service-common';
import { KubernetesObject } from '../targets/NamespaceTarget';
import { RenderContext, within } from './context';
import { gibibytes, tierSizes } from './tiers';

type Template = { ephemeralStorage: boolean };

/** How much the namespace may ask for in all. Asleep it may run no pod. */
export function quotaObject(
  context: RenderContext,
  template: Template,
): KubernetesObject {
  const { paused, spec } = context.resource;
  const size = tierSizes[spec.tier];
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: within(context, 'compute'),
    spec: {
      hard: {
        pods: paused ? '0' : String(size.pods),
        'requests.cpu': String(size.cpu),
        'requests.memory': gibibytes(size.memory),
        'limits.cpu': String(size.cpu * 2),
        'limits.memory': gibibytes(size.memory * 2),
        'requests.storage': gibibytes(size.storage),
        persistentvolumeclaims: String(size.volumes),
        // Ways into the cluster from outside are the platform's to give.
        'services.nodeports': '0',
        'services.loadbalancers': '0',
        ...(template.ephemeralStorage && {
          'requests.ephemeral-storage': gibibytes(size.ephemeral),
          'limits.ephemeral-storage': gibibytes(size.ephemeral * 2),
        }),
      },
    },
  };
}

/**
 * What a container gets that says nothing, without which a quota would refuse
 * it, and the most that one container or volume may have.
 */
export function limitRangeObject(
  context: RenderContext,
  template: Template,
): KubernetesObject {
  const size = tierSizes[context.resource.spec.tier];
  const ephemeral = (quantity: string): JsonObject =>
    template.ephemeralStorage ? { 'ephemeral-storage': quantity } : {};
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: within(context, 'defaults'),
    spec: {
      limits: [
        {
          type: 'Container',
          defaultRequest: {
            cpu: '50m',
            memory: '128Mi',
            ...ephemeral('256Mi'),
          },
          default: { cpu: '500m', memory: '512Mi', ...ephemeral('1Gi') },
          max: {
            cpu: String(size.cpu * 2),
            memory: gibibytes(size.memory * 2),
            ...ephemeral(gibibytes(size.ephemeral * 2)),
          },
        },
        {
          type: 'PersistentVolumeClaim',
          max: { storage: gibibytes(size.storage) },
        },
      ],
    },
  };
}
