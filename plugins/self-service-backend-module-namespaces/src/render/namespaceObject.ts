import { InputError } from '@backstage/errors';
import { checkLabelValue } from '../names/checkLabel';
import { KubernetesObject } from '../targets/NamespaceTarget';
import { marks, RenderContext, teamName } from './context';

/** The Namespace: whose it is, what it costs whom, and what its pods may do. */
export function namespaceObject(
  context: RenderContext,
  template: { podSecurityVersions: boolean },
): KubernetesObject {
  const { resource } = context;
  const { labels, annotations } = marks(context);
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: resource.name,
      labels: {
        ...resource.spec.labels,
        ...ownership(context),
        ...podSecurity(context, template),
        ...labels,
      },
      annotations,
    },
  };
}

/** With our domain for policies, plainly for cost reports and people. */
function ownership({ resource }: RenderContext): Record<string, string> {
  const labels = {
    team: labelValue('team', teamName(resource.team)),
    environment: labelValue('environment', resource.environment),
    ...(resource.costCenter !== null && {
      'cost-center': labelValue('costCenter', resource.costCenter),
    }),
  };
  const marked = Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [
      `slipway.dev/${name}`,
      value,
    ]),
  );
  return { ...labels, ...marked };
}

/**
 * What is enforced is chosen; warnings and audit are always of the strictest
 * level, so that a team sees what keeps it from there.
 */
function podSecurity(
  { resource }: RenderContext,
  template: { podSecurityVersions: boolean },
): Record<string, string> {
  const domain = 'pod-security.kubernetes.io';
  const levels = {
    enforce: resource.spec.podSecurity,
    audit: 'restricted',
    warn: 'restricted',
  };
  return Object.fromEntries(
    Object.entries(levels).flatMap(([mode, level]) => [
      [`${domain}/${mode}`, level],
      ...(template.podSecurityVersions
        ? [[`${domain}/${mode}-version`, 'latest']]
        : []),
    ]),
  );
}

function labelValue(field: string, value: string): string {
  const problem = checkLabelValue(value);
  if (problem) {
    throw new InputError(
      `${field}: ${JSON.stringify(
        value,
      )} cannot be a label of the namespace: ${problem}`,
    );
  }
  return value;
}
