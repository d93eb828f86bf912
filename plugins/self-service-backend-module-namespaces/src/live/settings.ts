import { Duration } from 'luxon';
import { z } from 'zod';
import { targetFields } from '../targets/targetFields';

const duration = (least: string, most: string) =>
  z.string().refine(text => {
    const millis = Duration.fromISO(text).toMillis();
    return (
      millis >= Duration.fromISO(least).toMillis() &&
      millis <= Duration.fromISO(most).toMillis()
    );
  }, `must be an ISO 8601 duration from ${least} to ${most}`);

const path = z.string().min(1);

/** How a cluster is reached, and as whom. Each cluster has its own. */
export const clusterSchema = z.discriminatedUnion('type', [
  /** The service account of the pod that this runs in. */
  z.strictObject({ type: z.literal('in-cluster') }),
  z.strictObject({
    type: z.literal('kubeconfig'),
    /** Default: KUBECONFIG, then ~/.kube/config. */
    path: path.optional(),
    /** Default: the file's current context. */
    context: z.string().min(1).optional(),
  }),
  z
    .strictObject({
      type: z.literal('service-account'),
      url: z.url({ protocol: /^https$/, error: 'must be an https URL' }),
      /** PEM. Without either the certificate is checked by the system's own. */
      ca: z.string().includes('BEGIN CERTIFICATE').optional(),
      caFile: path.optional(),
      token: z.string().min(1).optional(),
      /** Read again each minute, for tokens that are rotated. */
      tokenFile: path.optional(),
    })
    .refine(
      ({ token, tokenFile }) =>
        (token === undefined) !== (tokenFile === undefined),
      {
        error: 'needs one of token and tokenFile',
      },
    )
    .refine(({ ca, caFile }) => ca === undefined || caFile === undefined, {
      error: 'has ca and caFile; give one of them',
    }),
]);

/** Settings of a target that is a cluster: `selfService.namespaces.targets`. */
export const liveTargetSchema = z.strictObject({
  type: z.literal('live'),
  ...targetFields,
  cluster: clusterSchema,
  /** The API server's address for people, when it is another than for us. */
  publicUrl: z.url({ protocol: /^https$/ }).optional(),
  requestTimeout: duration('PT1S', 'PT2M').default('PT15S'),
  kubeconfig: z
    .strictObject({
      /** The ClusterRole that a person has within the namespace. */
      clusterRole: z.string().min(1).default('edit'),
    })
    .prefault({}),
});

export type ClusterSettings = z.output<typeof clusterSchema>;
export type LiveTargetSettings = z.output<typeof liveTargetSchema>;
