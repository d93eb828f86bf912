import { TestKubernetesOfFile } from '@slipway/testing';
import { request } from 'node:https';

export type Answer = { status: number; body: any };

/** What somebody else does to the cluster, past the proxy. */
export function someoneElse(
  kubernetes: TestKubernetesOfFile,
  manager = 'kubectl-edit',
) {
  const call = (
    method: string,
    path: string,
    body?: unknown,
    contentType = 'application/json',
  ): Promise<Answer> => {
    const { url, ca, token } = kubernetes.cluster;
    const place = new URL(`${url}${path}`);
    if (['POST', 'PUT', 'PATCH'].includes(method)) {
      place.searchParams.set('fieldManager', manager);
    }
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': contentType,
    };
    return ask(place, { method, ca, headers }, body);
  };
  const must = async (...args: Parameters<typeof call>) => {
    const answer = await call(...args);
    if (answer.status >= 300) {
      throw new Error(`${args[0]} ${args[1]}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  };
  return {
    call,
    get: (path: string) => must('GET', path),
    create: (path: string, body: unknown) => must('POST', path, body),
    remove: (path: string) => must('DELETE', path),
    merge: (path: string, body: unknown) =>
      must('PATCH', path, body, 'application/merge-patch+json'),
    patch: (path: string, body: unknown) =>
      must('PATCH', path, body, 'application/json-patch+json'),
  };
}

function ask(
  url: URL,
  options: { method: string; ca: string; headers: Record<string, string> },
  body: unknown,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { ...options, agent: false }, response => {
      let text = '';
      response
        .setEncoding('utf8')
        .on('data', chunk => {
          text += chunk;
        })
        .once('end', () =>
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }),
        );
    });
    outgoing.once('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const collections: Record<string, string> = {
  ResourceQuota: 'api/v1/namespaces/NS/resourcequotas',
  LimitRange: 'api/v1/namespaces/NS/limitranges',
  ServiceAccount: 'api/v1/namespaces/NS/serviceaccounts',
  NetworkPolicy: 'apis/networking.k8s.io/v1/namespaces/NS/networkpolicies',
  RoleBinding: 'apis/rbac.authorization.k8s.io/v1/namespaces/NS/rolebindings',
};

/** Where an item of a plan is, by its key such as `ResourceQuota/compute`. */
export function pathOf(namespace: string, key: string): string {
  const [kind, name] = key.split('/');
  return kind === 'Namespace'
    ? `/api/v1/namespaces/${namespace}`
    : `/${collections[kind].replace('NS', namespace)}/${name}`;
}
