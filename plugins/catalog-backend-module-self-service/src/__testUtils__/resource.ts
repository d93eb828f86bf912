import { Resource } from '../SelfServiceApi';

/** A namespace that stands, with what a test changes. */
export function resource(changes: Partial<Resource> = {}): Resource {
  return {
    id: '8c1d1c5e-0e6b-4a57-9d7e-0d1c8a1f5b11',
    kind: 'namespace',
    name: 'checkout-dev',
    state: 'ready',
    team: 'group:default/checkout',
    environment: 'dev',
    target: 'eu-1',
    system: 'system:default/shop',
    component: 'component:default/till',
    facts: [{ label: 'Tier', value: 'small' }],
    sample: false,
    ...changes,
  };
}
