import { orAborted } from '@slipway/plugin-self-service-node';
import { z } from 'zod';
import { ClusterConnection } from '../cluster/ClusterConnection';
import { isNotFound } from '../cluster/ClusterError';

const DISCOVERY_FOR_MS = 10 * 60 * 1000;
const DISCOVERY_WITHIN_MS = 30_000;

const resourceListSchema = z.object({
  resources: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      namespaced: z.boolean(),
      verbs: z.array(z.string()).default([]),
    }),
  ),
});
export type ApiResource = z.output<
  typeof resourceListSchema
>['resources'][number];

/** What kinds a cluster has, asked once for a while. */
export class Discovery {
  private readonly discovered = new Map<
    string,
    { at: number; resources: Promise<ApiResource[]> }
  >();

  constructor(private readonly connection: ClusterConnection) {}

  /** What a group and version has; empty when the cluster has no such. */
  async resources(
    apiVersion: string,
    signal: AbortSignal,
  ): Promise<ApiResource[]> {
    const known = this.discovered.get(apiVersion);
    const fresh = known && Date.now() - known.at < DISCOVERY_FOR_MS;
    // Others wait for it too: only our waiting ends.
    return orAborted(signal, () =>
      fresh ? known.resources : this.rediscover(apiVersion),
    );
  }

  private rediscover(apiVersion: string): Promise<ApiResource[]> {
    const resources = this.discover(apiVersion);
    this.discovered.set(apiVersion, { at: Date.now(), resources });
    resources.then(
      // Something new may be installed at any time.
      list => list.length === 0 && this.discovered.delete(apiVersion),
      () => this.discovered.delete(apiVersion),
    );
    return resources;
  }

  private async discover(apiVersion: string) {
    // Several wait for one answer, so that none of their signals ends it.
    const signal = AbortSignal.timeout(DISCOVERY_WITHIN_MS);
    try {
      const list = resourceListSchema.parse(
        await this.connection.request({ path: rootOf(apiVersion), signal }),
      );
      // `deployments/scale` is no resource of its own.
      return list.resources.filter(({ name }) => !name.includes('/'));
    } catch (error) {
      if (isNotFound(error)) {
        return [];
      }
      throw error;
    }
  }
}

/** The path of a group and version. */
export function rootOf(apiVersion: string): string {
  return apiVersion.includes('/')
    ? `/apis/${apiVersion}`
    : `/api/${apiVersion}`;
}
