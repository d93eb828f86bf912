import { InputError } from '@backstage/errors';
import { IssuedSecret, JsonObject } from '@slipway/plugin-self-service-common';
import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { z } from 'zod';
import { Endpoint } from '../cluster/ClusterConnection';
import { atCluster } from '../cluster/toStepError';
import { Live } from '../context';
import { LiveObject, ObjectIdentity } from '../objects/liveObject';
import {
  ACCESS,
  ACCESS_FOR,
  ACCESS_UNTIL,
  accessIdentity,
  endOfAccess,
  listAccess,
  personally,
  removeAccess,
} from './accessObjects';

const LEAST_SECONDS = 600;
const MOST_SECONDS = 86_400;
const tokenSchema = z.object({
  status: z.object({ token: z.string(), expirationTimestamp: z.string() }),
});

export type KubeconfigRequest = {
  namespace: string;
  userRef: string;
  /** Seconds, 600 to 86,400. */
  lifetime: number;
  clusterRole: string;
  /** The address for people; default: the one that we use. */
  publicUrl: string | undefined;
  now: Date;
  signal: AbortSignal;
};

/**
 * A kubeconfig with a token of few hours for one person and one namespace.
 * Each person has a service account of their own there, so that the cluster's
 * audit log tells them apart and deleting it ends all tokens at once. It is no
 * part of the plan: it goes with the namespace, when another team gets that, or
 * once its last token has run out.
 *
 * @throws InputError for a lifetime out of bounds; StepError from the cluster
 */
export async function issueKubeconfig(
  live: Live,
  request: KubeconfigRequest,
): Promise<IssuedSecret> {
  const { lifetime, namespace, signal } = request;
  if (
    !Number.isInteger(lifetime) ||
    lifetime < LEAST_SECONDS ||
    lifetime > MOST_SECONDS
  ) {
    throw new InputError(
      `lifetime is ${lifetime}: it must be whole seconds from ${LEAST_SECONDS} to ${MOST_SECONDS}.`,
    );
  }
  return atCluster(live.cluster, async () => {
    await removeStale(live, request);
    const name = accountName(request.userRef);
    await allow(live, name, request);
    const account = accessIdentity('ServiceAccount', name, namespace);
    const { status } = tokenSchema.parse(
      await live.store.connection.request({
        method: 'POST',
        path: `${await live.store.pathOf(account, signal)}/token`,
        body: {
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenRequest',
          spec: { expirationSeconds: lifetime },
        },
        signal,
      }),
    );
    const fileName = `${namespace}.kubeconfig`;
    return {
      title: `Kubeconfig for ${namespace}`,
      content: await render(live, request, status.token),
      fileName,
      expiresAt: new Date(status.expirationTimestamp).toISOString(),
      help: `Save it as ${fileName}, readable by you alone, and run: kubectl --kubeconfig ${fileName} get pods. It works in the namespace ${namespace} only, with the rights of the role ${request.clusterRole}.`,
    };
  });
}

async function allow(live: Live, name: string, request: KubeconfigRequest) {
  const { namespace, userRef, lifetime, now, signal } = request;
  const account = accessIdentity('ServiceAccount', name, namespace);
  const known = await live.store.get(account, signal);
  const until = Math.max(
    now.getTime() + lifetime * 1000,
    known ? endOfAccess(known) : 0,
  );
  const metadata = {
    name,
    namespace,
    labels: { [ACCESS]: 'true' },
    annotations: {
      [ACCESS_FOR]: userRef,
      [ACCESS_UNTIL]: new Date(until).toISOString(),
    },
  };
  const put = (object: JsonObject, identity: ObjectIdentity) =>
    live.store.apply(object, identity, { force: true, by: personally(signal) });
  await put(
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata,
      automountServiceAccountToken: false,
    },
    account,
  );
  await put(
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: request.clusterRole,
      },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    },
    accessIdentity('RoleBinding', name, namespace),
  );
}

/** Accounts whose last token has run out, and bindings to another role. */
async function removeStale(live: Live, request: KubeconfigRequest) {
  const { namespace, clusterRole, now, signal } = request;
  const found = await listAccess(live, { namespace, whole: true, signal });
  const stale = found.filter(
    ({ kind, object }) =>
      endOfAccess(object) < now.getTime() ||
      (kind === 'RoleBinding' && roleOf(object) !== clusterRole),
  );
  await removeAccess(live, stale, personally(signal));
}

async function render(live: Live, request: KubeconfigRequest, token: string) {
  const endpoint = await live.store.connection.endpoint();
  const { namespace, publicUrl } = request;
  const name = `${live.cluster}-${namespace}`;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: live.cluster,
        cluster: {
          server: publicUrl ?? endpoint.server,
          ...trust(endpoint, publicUrl !== undefined),
        },
      },
    ],
    users: [{ name, user: { token } }],
    contexts: [
      { name, context: { cluster: live.cluster, user: name, namespace } },
    ],
    'current-context': name,
  });
}

/**
 * How we trust the address that we use is how people do; of another address
 * for people only the authority is known.
 */
function trust(endpoint: Endpoint, isElsewhere: boolean) {
  const { ca, tlsServerName, skipTLSVerify } = endpoint;
  if (skipTLSVerify && !isElsewhere) {
    // With an authority besides, kubectl refuses it.
    return { 'insecure-skip-tls-verify': true };
  }
  return {
    ...(ca && { 'certificate-authority-data': ca }),
    ...(tlsServerName && !isElsewhere && { 'tls-server-name': tlsServerName }),
  };
}

function accountName(userRef: string): string {
  const hash = createHash('sha256').update(userRef).digest('hex');
  return `slipway-access-${hash.slice(0, 12)}`;
}

function roleOf({ raw }: LiveObject): string {
  const role = z.looseObject({ roleRef: z.looseObject({ name: z.string() }) });
  return role.parse(raw).roleRef.name;
}
