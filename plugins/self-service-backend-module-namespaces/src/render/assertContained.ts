import { KubernetesObject } from '../targets/NamespaceTarget';

/** All that a template may make inside a namespace. */
const allowed: Readonly<Record<string, string>> = {
  ResourceQuota: 'v1',
  LimitRange: 'v1',
  ServiceAccount: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  RoleBinding: 'rbac.authorization.k8s.io/v1',
};

const allowedRoles = ['view', 'edit', 'admin'];

/**
 * Holds a template to its namespace: the Namespace itself and the kinds above
 * in it, nothing cluster-wide and nothing elsewhere. What tenants ask for is
 * applied with the portal's rights, so a template that reached further would be
 * a way to them.
 *
 * @throws Error for a fault of the template, which no request can put right
 */
export function assertContained(
  objects: readonly KubernetesObject[],
  namespace: string,
): void {
  for (const object of objects) {
    const what = `${object.apiVersion}/${object.kind} ${object.metadata.name}`;
    if (object.kind === 'Namespace' && object.apiVersion === 'v1') {
      assertThat(object.metadata.name === namespace, `${what} is another's`);
      continue;
    }
    assertThat(
      Object.hasOwn(allowed, object.kind) &&
        allowed[object.kind] === object.apiVersion,
      `${what} is of a kind that templates may not make`,
    );
    assertThat(
      object.metadata.namespace === namespace,
      `${what} is outside the namespace ${namespace}`,
    );
    if (object.kind === 'RoleBinding') {
      assertThat(grantsAllowed(object), `${what} grants more than allowed`);
    }
  }
}

function grantsAllowed({ roleRef }: KubernetesObject): boolean {
  return (
    typeof roleRef === 'object' &&
    roleRef !== null &&
    !Array.isArray(roleRef) &&
    roleRef.kind === 'ClusterRole' &&
    typeof roleRef.name === 'string' &&
    allowedRoles.includes(roleRef.name)
  );
}

function assertThat(holds: boolean, message: string) {
  if (!holds) {
    throw new Error(`A namespace template is wrong: ${message}`);
  }
}
