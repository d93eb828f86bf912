import { TestKubernetesOfFile } from '@slipway/testing';
import { Knex } from 'knex';
import { someoneElse } from '../../live/__testUtils__/someoneElse';

const inNamespace = [
  'api/v1/%/resourcequotas',
  'api/v1/%/limitranges',
  'api/v1/%/serviceaccounts',
  'apis/networking.k8s.io/v1/%/networkpolicies',
  'apis/rbac.authorization.k8s.io/v1/%/rolebindings',
  'apis/apps/v1/%/deployments',
];

/**
 * All that stands in a cluster below names that begin so, without what is of
 * each object's own life: its ids, times and versions.
 */
export async function objectsIn(
  kubernetes: TestKubernetesOfFile,
  prefix: string,
): Promise<object[]> {
  const cluster = someoneElse(kubernetes);
  const { items } = await cluster.get('/api/v1/namespaces');
  const found: any[] = items.filter(({ metadata }: any) =>
    metadata.name.startsWith(prefix),
  );
  const namespaces = found.map(({ metadata }) => metadata.name);
  for (const name of namespaces) {
    for (const path of inNamespace) {
      const list = await cluster.get(
        `/${path.replace('%', `namespaces/${name}`)}`,
      );
      // Kubernetes makes this one some time after the namespace.
      const ours = list.items.filter((o: any) => o.metadata.name !== 'default');
      found.push(...ours.map((o: object) => ({ kind: list.kind, ...o })));
    }
  }
  return found.map(withoutLife);
}

function withoutLife({ metadata, status, spec, ...object }: any): object {
  const {
    uid,
    resourceVersion,
    creationTimestamp,
    managedFields,
    generation,
    selfLink,
    annotations = {},
    ...rest
  } = metadata;
  const {
    'slipway.dev/resource-id': id,
    'deployment.kubernetes.io/revision': revision,
    ...kept
  } = annotations;
  return {
    ...object,
    spec,
    secrets: undefined,
    metadata: { ...rest, annotations: kept, marked: id !== undefined },
  };
}

/** What the engine knows in the end, without ids and times. */
export async function rowsOf(knex: Knex): Promise<object> {
  const resources = await knex('resources').orderBy(['name', 'created_at']);
  const nameOf = (id: string) => resources.find(row => row.id === id)?.name;
  const rows = async (table: string, columns: string[]) =>
    (await knex(table).select('resource_id', ...columns))
      .map(({ resource_id, ...row }) =>
        JSON.stringify({ resource: nameOf(resource_id), ...row }),
      )
      .sort();
  const audit = await knex('audit').orderBy('sequence');
  return {
    resources: resources.map(row => ({
      name: row.name,
      state: row.state,
      spec: row.spec,
      paused: row.paused,
      generation: row.generation,
      failure: row.failure,
    })),
    requests: await rows('requests', ['action', 'state', 'cancel_reason']),
    inventory: await rows('inventory', ['key', 'state', 'reference']),
    reservations: await rows('reservations', ['metric', 'quantity', 'paused']),
    drift: await rows('drift', ['item_key', 'path', 'state']),
    // In its order for each; which of two comes first is nobody's matter.
    audit: resources.map(({ id, name }) => [
      name,
      audit.filter(row => row.resource_id === id).map(({ event }) => event),
    ]),
  };
}
