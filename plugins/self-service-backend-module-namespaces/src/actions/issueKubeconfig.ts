import { ConflictError } from '@backstage/errors';
import { DayTwoAction } from '@slipway/plugin-self-service-node';
import { z } from 'zod';
import { NamespaceSpec } from '../kind/spec';
import { NamespaceTarget } from '../targets/NamespaceTarget';

const schema = z.strictObject({
  hours: z.number().int().min(1).max(24).default(1),
});

const noCluster =
  'This namespace is made through Git, so there is no cluster here that could give a token; ask the platform team for access.';

/** A kubeconfig with a token of its own that ends by itself. */
export function issueKubeconfig(
  targetOf: (name: string) => NamespaceTarget | undefined,
): DayTwoAction<NamespaceSpec> {
  return {
    id: 'kubeconfig',
    type: 'issue',
    title: 'Get a kubeconfig',
    description:
      'A kubeconfig for this namespace alone, with a short-lived token. It is shown once.',
    states: ['ready', 'drifted', 'expiring'],
    schema,
    fields: {
      hours: {
        label: 'Valid for (hours)',
        help: '1 to 24. Take as little as you need.',
        control: 'number',
      },
    },
    whyNot: ({ target }) =>
      targetOf(target)?.issueKubeconfig ? undefined : noCluster,
    async issue({ resource, input, userRef, signal }) {
      const target = targetOf(resource.target);
      if (!target?.issueKubeconfig) {
        throw new ConflictError(noCluster);
      }
      const { hours } = schema.parse(input);
      return target.issueKubeconfig({
        resource,
        userRef,
        lifetime: hours * 3600,
        signal,
      });
    },
  };
}
