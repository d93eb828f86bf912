import { KubernetesObject } from '../targets/NamespaceTarget';
import { clusterGroup, RenderContext, within } from './context';

const rbac = 'rbac.authorization.k8s.io';

/** For workloads; a pod that needs the API's token has to say so. */
export function serviceAccountObject(context: RenderContext): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: within(context, 'app'),
    automountServiceAccountToken: false,
  };
}

/** What the team may do, and who else may look. */
export function roleBindings(context: RenderContext): KubernetesObject[] {
  const { resource, options } = context;
  const { groupName, teamRole, viewers } = options.access;
  return [
    binding(context, 'slipway-team', teamRole, [
      clusterGroup(resource.team, groupName),
    ]),
    ...(viewers.length > 0
      ? [binding(context, 'slipway-viewers', 'view', viewers)]
      : []),
  ];
}

function binding(
  context: RenderContext,
  name: string,
  role: string,
  groups: readonly string[],
): KubernetesObject {
  return {
    apiVersion: `${rbac}/v1`,
    kind: 'RoleBinding',
    metadata: within(context, name),
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: role },
    subjects: groups.map(group => ({
      apiGroup: rbac,
      kind: 'Group',
      name: group,
    })),
  };
}
