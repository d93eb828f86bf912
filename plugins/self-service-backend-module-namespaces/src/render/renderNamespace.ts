import { InputError } from '@backstage/errors';
import { PlanItem } from '@slipway/plugin-self-service-common';
import { KubernetesObject } from '../targets/NamespaceTarget';
import { roleBindings, serviceAccountObject } from './access';
import { assertContained } from './assertContained';
import { limitRangeObject, quotaObject } from './budget';
import { RenderContext } from './context';
import { namespaceObject } from './namespaceObject';
import { networkPolicies } from './network';

type Template = {
  summary: string;
  ephemeralStorage: boolean;
  podSecurityVersions: boolean;
};

/** What each version gives. A version that was released never changes. */
const templates: Readonly<Record<string, Template>> = {
  '2': {
    summary:
      'Limits ephemeral storage too, and names the version of the Pod Security Standards.',
    ephemeralStorage: true,
    podSecurityVersions: true,
  },
  '1': {
    summary: 'Quota, default limits, network policies and access of the team.',
    ephemeralStorage: false,
    podSecurityVersions: false,
  },
};

/** Newest first. */
export const templateVersions = Object.entries(templates)
  .map(([version, { summary }]) => ({ version, summary }))
  .sort((a, b) => Number(b.version) - Number(a.version));

/**
 * The objects of a namespace in the order in which they are applied: guardrails
 * before anybody has access. Pure.
 *
 * @throws InputError for a template version that there is not, and for a team,
 * environment or cost center that cannot be a label
 */
export function renderNamespace(context: RenderContext): PlanItem[] {
  const { name, templateVersion } = context.resource;
  const template = templateOf(templateVersion);
  const waves: KubernetesObject[][] = [
    [namespaceObject(context, template)],
    [
      quotaObject(context, template),
      limitRangeObject(context, template),
      ...networkPolicies(context),
      serviceAccountObject(context),
    ],
    roleBindings(context),
  ];
  assertContained(waves.flat(), name);
  return waves.flatMap((objects, wave) =>
    objects.map(object => itemOf(object, wave)),
  );
}

function templateOf(version: string): Template {
  if (!Object.hasOwn(templates, version)) {
    throw new InputError(
      `Namespaces have no template version '${version}'; use ${templateVersions
        .map(known => known.version)
        .join(' or ')}`,
    );
  }
  return templates[version];
}

function itemOf(object: KubernetesObject, wave: number): PlanItem {
  const { kind, metadata } = object;
  return {
    key: `${kind}/${metadata.name}`,
    type: kind,
    title: `${kind} ${metadata.name}`,
    wave,
    desired: object,
  };
}
