import { Agent, request } from 'node:https';
import { PlanView } from '@slipway/plugin-self-service-common';
import { TestKubernetes } from '@slipway/testing';
import { parse } from 'yaml';
import { z } from 'zod';

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});
type RawObject = z.output<typeof objectSchema>;

const plurals: Record<string, string> = {
  Namespace: 'namespaces',
  ResourceQuota: 'resourcequotas',
  LimitRange: 'limitranges',
  NetworkPolicy: 'networkpolicies',
  ServiceAccount: 'serviceaccounts',
  RoleBinding: 'rolebindings',
};

/** The objects of a plan, for a namespace of another name. */
export function objectsOf(
  plan: PlanView,
  names: { planned: string; wanted: string },
): RawObject[] {
  return [...plan.items]
    .sort((a, b) => a.wave - b.wave)
    .map(({ after }) =>
      objectSchema.parse(
        parse((after ?? '').replaceAll(names.planned, names.wanted)),
      ),
    );
}

/**
 * Applies objects one after another by plain server-side apply over one kept
 * connection: what has to be done in any case.
 */
export async function applyRaw(
  kubernetes: TestKubernetes,
  namespace: string,
  objects: RawObject[],
): Promise<void> {
  const agent = agentOf(kubernetes);
  for (const object of objects) {
    const group = object.apiVersion.includes('/') ? 'apis' : 'api';
    const place = object.kind === 'Namespace' ? '' : `/namespaces/${namespace}`;
    const path = `/${group}/${object.apiVersion}${place}/${
      plurals[object.kind]
    }/${object.metadata.name}?fieldManager=raw&force=true`;
    await patch({ kubernetes, agent, path, body: JSON.stringify(object) });
  }
}

const agents = new Map<string, Agent>();

function agentOf({ url, ca }: TestKubernetes): Agent {
  const known = agents.get(url) ?? new Agent({ keepAlive: true, ca });
  agents.set(url, known);
  return known;
}

/** Lets go of the kept connections. */
export function closeRaw(): void {
  agents.forEach(agent => agent.destroy());
  agents.clear();
}

function patch(options: {
  kubernetes: TestKubernetes;
  agent: Agent;
  path: string;
  body: string;
}): Promise<void> {
  const { kubernetes, agent, path, body } = options;
  return new Promise((resolve, reject) => {
    const call = request(
      `${kubernetes.url}${path}`,
      {
        method: 'PATCH',
        agent,
        headers: {
          authorization: `Bearer ${kubernetes.token}`,
          'content-type': 'application/apply-patch+yaml',
          'content-length': Buffer.byteLength(body),
        },
      },
      response => {
        response.resume();
        response.on('end', () =>
          (response.statusCode ?? 500) < 300
            ? resolve()
            : reject(new Error(`PATCH ${path}: ${response.statusCode}`)),
        );
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
