import { JsonObject } from '@slipway/plugin-self-service-common';
import { KubernetesObject } from '../targets/NamespaceTarget';
import { RenderContext, within } from './context';

/** Nothing in or out, but names and what is in the same namespace. */
export function networkPolicies(context: RenderContext): KubernetesObject[] {
  return [
    policy(context, 'default-deny', {
      podSelector: {},
      policyTypes: ['Egress', 'Ingress'],
      // Said, so that they are ours and a rule added here is drift.
      ingress: [],
      egress: [],
    }),
    policy(context, 'allow-dns', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: nameServers(context),
          ports: context.options.dns.ports.flatMap(port => [
            { port, protocol: 'UDP' },
            { port, protocol: 'TCP' },
          ]),
        },
      ],
    }),
    policy(context, 'allow-same-namespace', {
      podSelector: {},
      policyTypes: ['Egress', 'Ingress'],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    }),
  ];
}

/**
 * By the pods' labels in any namespace: the name of the namespace became a
 * label only in Kubernetes 1.21.
 */
function nameServers({ options }: RenderContext): JsonObject[] {
  const { podLabels, cidrs } = options.dns;
  return [
    {
      namespaceSelector: {},
      podSelector: { matchLabels: { ...podLabels } },
    },
    ...cidrs.map(cidr => ({ ipBlock: { cidr } })),
  ];
}

function policy(
  context: RenderContext,
  name: string,
  spec: JsonObject,
): KubernetesObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: within(context, name),
    spec,
  };
}
