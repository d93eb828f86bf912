import { NotFoundError } from '@backstage/errors';
import {
  DesiredResource,
  Kind,
  ResourceIdentity,
} from '@slipway/plugin-self-service-node';
import { changeLabels } from '../actions/changeLabels';
import { changeTier } from '../actions/changeTier';
import { issueKubeconfig } from '../actions/issueKubeconfig';
import {
  checkNamespaceName,
  ProtectedNames,
} from '../names/checkNamespaceName';
import { RenderOptions } from '../render/context';
import { templateVersions } from '../render/renderNamespace';
import { tierSizes } from '../render/tiers';
import { NamespaceTarget } from '../targets/NamespaceTarget';
import { fields } from './fields';
import { planNamespace } from './planNamespace';
import { namespaceSchema, NamespaceSpec } from './spec';
import { takeOver } from './takeOver';

export type NamespaceKindOptions = {
  targets: readonly NamespaceTarget[];
  kept: ProtectedNames;
  render: RenderOptions;
  /** What the names of services end in: `cluster.local`. */
  clusterDomain: string;
};

/** Namespaces: rendered once, made and watched by the target they are in. */
export function createNamespaceKind(
  options: NamespaceKindOptions,
): Kind<NamespaceSpec> {
  const targets = new Map(options.targets.map(target => [target.name, target]));
  const targetOf = ({ target }: Pick<ResourceIdentity, 'target'>) => {
    const found = targets.get(target);
    if (!found) {
      throw new NotFoundError(
        `There is no target '${target}' in selfService.namespaces.targets; put it back or move what is in it`,
      );
    }
    return found;
  };
  return {
    id: 'namespace',
    title: 'Namespace',
    description:
      'A namespace with quota, default limits, network policies, access for your team and a service account.',
    schema: namespaceSchema,
    fields,
    templateVersions,
    checkName: name => checkNamespaceName(name, options.kept),
    plan: resource => {
      const plan = planNamespace(resource, options.render);
      const type = targets.get(resource.target)?.type;
      return { ...plan, notes: [...plan.notes, ...notesOf(resource, type)] };
    },
    facts: ({ spec }) => factsOf(spec),
    derive: resource => {
      if (checkNamespaceName(resource.name, options.kept) !== undefined) {
        return [];
      }
      return [
        { label: 'Namespace', value: resource.name },
        {
          label: 'Service addresses end in',
          value: `${resource.name}.svc.${options.clusterDomain}`,
        },
        ...(targets.get(resource.target)?.connect(resource) ?? []).map(
          ({ label, value }) => ({ label, value }),
        ),
      ];
    },
    connect: resource => targetOf(resource).connect(resource),
    steps: context => targetOf(context.resource).steps(context),
    destroy: context => targetOf(context.resource).destroy(context),
    observe: ({ plan, ...rest }) =>
      targetOf(rest.resource).observe({ ...rest, items: plan.items }),
    findBlockers: found => targetOf(found.resource).findBlockers(found),
    drift: {
      // Guardrails of the platform: whoever may edit in the namespace may not
      // loosen them.
      default: 'enforce',
      rules: [
        { type: '*', path: 'status.*', mode: 'ignore' },
        // Defaults that a team tunes while it looks for the right ones; the
        // quota holds whatever they are.
        { type: 'LimitRange', path: 'spec.*', mode: 'report' },
      ],
      restore: (context, item) =>
        targetOf(context.resource).restore(context, item),
    },
    pausable: true,
    adoptable: true,
    takeOver,
    cloneSpec: ({ spec }) => spec,
    actions: [
      changeTier,
      changeLabels,
      issueKubeconfig(target => targets.get(target)),
    ],
    start(host, signal) {
      for (const target of targets.values()) {
        target.start?.(host, signal);
      }
    },
  };
}

function factsOf(spec: NamespaceSpec) {
  const { cpu, memory } = tierSizes[spec.tier];
  return [
    { label: 'Tier', value: spec.tier },
    {
      label: 'Guaranteed',
      value: `${cpu} ${cpu === 1 ? 'core' : 'cores'}, ${memory} GiB`,
    },
    { label: 'Pod Security', value: spec.podSecurity },
  ];
}

function notesOf(
  { paused }: DesiredResource<NamespaceSpec>,
  type: NamespaceTarget['type'] | undefined,
): string[] {
  return type === 'git' && paused
    ? [
        'Pods that run already keep running: a commit to Git cannot stop them, only keep new ones from starting.',
      ]
    : [];
}
