/** Where an API server has the objects of a kind; the plan's type is that kind. */
export type AdmissionResource = {
  apiGroup: string;
  apiVersion: string;
  resource: string;
};

const core = (resource: string): AdmissionResource => ({
  apiGroup: '',
  apiVersion: 'v1',
  resource,
});

const grouped = (apiGroup: string, resource: string): AdmissionResource => ({
  apiGroup,
  apiVersion: 'v1',
  resource,
});

export const admissionResources: ReadonlyMap<string, AdmissionResource> =
  new Map([
    ['Namespace', core('namespaces')],
    ['ResourceQuota', core('resourcequotas')],
    ['LimitRange', core('limitranges')],
    ['ServiceAccount', core('serviceaccounts')],
    ['ConfigMap', core('configmaps')],
    ['Secret', core('secrets')],
    ['Service', core('services')],
    ['Pod', core('pods')],
    ['PersistentVolumeClaim', core('persistentvolumeclaims')],
    ['NetworkPolicy', grouped('networking.k8s.io', 'networkpolicies')],
    ['Ingress', grouped('networking.k8s.io', 'ingresses')],
    ['Role', grouped('rbac.authorization.k8s.io', 'roles')],
    ['RoleBinding', grouped('rbac.authorization.k8s.io', 'rolebindings')],
    ['Deployment', grouped('apps', 'deployments')],
    ['StatefulSet', grouped('apps', 'statefulsets')],
    ['DaemonSet', grouped('apps', 'daemonsets')],
    ['Job', grouped('batch', 'jobs')],
    ['CronJob', grouped('batch', 'cronjobs')],
  ]);
