import { CostDemand, Plan, Usage } from '@slipway/plugin-self-service-common';
import { DesiredResource } from '@slipway/plugin-self-service-node';
import { RenderOptions } from '../render/context';
import { renderNamespace } from '../render/renderNamespace';
import { tierSizes } from '../render/tiers';
import { NamespaceSpec } from './spec';

/** What a request for a namespace comes to. Pure. */
export function planNamespace(
  resource: DesiredResource<NamespaceSpec>,
  options: RenderOptions,
): Plan {
  return {
    templateVersion: resource.templateVersion,
    items: renderNamespace({ resource, options }),
    usage: usageOf(resource),
    demands: demandsOf(resource),
    notes: notesOf(resource),
  };
}

/** Asleep it runs nothing; its name and its volumes stay. */
function usageOf({ spec, paused }: DesiredResource<NamespaceSpec>): Usage[] {
  const size = tierSizes[spec.tier];
  return [
    { metric: 'namespaces', unit: 'namespace', quantity: 1 },
    ...(paused
      ? []
      : [
          { metric: 'cpu', unit: 'core', quantity: size.cpu },
          { metric: 'memory', unit: 'GiB', quantity: size.memory },
        ]),
    { metric: 'storage', unit: 'GiB', quantity: size.storage },
  ];
}

/** All that is guaranteed is paid for, whether it is used or not. */
function demandsOf({
  spec,
  paused,
}: DesiredResource<NamespaceSpec>): CostDemand[] {
  const size = tierSizes[spec.tier];
  return [
    ...(paused
      ? []
      : [
          {
            sku: 'kubernetes.cpu',
            title: 'Guaranteed CPU',
            unit: 'core',
            quantity: size.cpu,
          },
          {
            sku: 'kubernetes.memory',
            title: 'Guaranteed memory',
            unit: 'GiB',
            quantity: size.memory,
          },
        ]),
    {
      sku: 'kubernetes.storage',
      title: 'Volumes, when filled',
      unit: 'GiB',
      quantity: size.storage,
    },
  ];
}

function notesOf({ spec, paused }: DesiredResource<NamespaceSpec>): string[] {
  return [
    'Pods reach each other and name servers; any other way in or out needs a network policy of the team.',
    ...(spec.podSecurity === 'baseline'
      ? [
          'Pod Security "baseline" lets containers run as root; "restricted" is what new services should need.',
        ]
      : []),
    ...(paused
      ? ['While it is paused no pod can start; volumes and settings stay.']
      : []),
  ];
}
