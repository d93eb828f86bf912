import { DesiredResource } from '@slipway/plugin-self-service-node';
import { namespaceSchema, NamespaceSpec } from '../kind/spec';

/** A namespace of the sample company's checkout team. */
export function namespaceResource(
  fields: Partial<Omit<DesiredResource<NamespaceSpec>, 'spec'>> & {
    spec?: Partial<NamespaceSpec>;
  } = {},
): DesiredResource<NamespaceSpec> {
  const { spec, ...rest } = fields;
  return {
    id: '6f2f3a52-0a3d-4a5e-9f0e-0d6c3c1f1a01',
    kind: 'namespace',
    name: 'checkout-dev',
    team: 'group:default/checkout',
    environment: 'dev',
    environmentClass: 'development',
    target: 'local',
    costCenter: 'CC-1001',
    system: null,
    component: null,
    templateVersion: '2',
    paused: false,
    adoption: 'never',
    ...rest,
    spec: namespaceSchema.parse(spec ?? {}),
  };
}
