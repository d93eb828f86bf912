import { isError } from '@backstage/errors';
import { Target } from '@slipway/plugin-self-service-node';
import { z } from 'zod';
import { toStepError } from './cluster/toStepError';
import { Live } from './context';

const WITHIN_MS = 5_000;

type Health = Awaited<ReturnType<Target['checkHealth']>>;

const versionSchema = z.object({ gitVersion: z.string() });
const reviewSchema = z.object({
  status: z.object({ allowed: z.boolean() }),
});

/** Whether the cluster answers, and lets us make namespaces. Never throws. */
export async function checkHealth(
  live: Live,
  options: { lastEventAt: Date | undefined; signal: AbortSignal },
): Promise<Health> {
  const lastEventAt = options.lastEventAt?.toISOString() ?? null;
  const common = {
    signal: options.signal,
    timeoutMs: WITHIN_MS,
    retry: false,
  };
  const { connection } = live.store;
  try {
    const { gitVersion } = versionSchema.parse(
      await connection.request({ ...common, path: '/version' }),
    );
    // A cluster may tell its version to anybody; this it does not.
    const { status } = reviewSchema.parse(
      await connection.request({
        ...common,
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: {
            resourceAttributes: { verb: 'create', resource: 'namespaces' },
          },
        },
      }),
    );
    return {
      health: 'reachable',
      message: status.allowed
        ? `Kubernetes ${gitVersion} answers`
        : `Kubernetes ${gitVersion} answers, but Slipway may not create namespaces there`,
      version: gitVersion,
      lastEventAt,
    };
  } catch (error) {
    const reason = toStepError(error, live.cluster);
    return {
      health: 'unreachable',
      message: isError(reason) ? reason.message : 'The cluster did not answer',
      version: null,
      lastEventAt,
    };
  }
}
