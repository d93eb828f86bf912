import { JsonObject } from '@slipway/plugin-self-service-common';
import { orAborted } from '@slipway/plugin-self-service-node';
import { z } from 'zod';
import { ClusterConnection } from '../cluster/ClusterConnection';
import { ClusterError, isNotFound } from '../cluster/ClusterError';
import {
  FIELD_MANAGER,
  LiveObject,
  ObjectIdentity,
  readLiveObject,
} from './liveObject';

const DISCOVERY_FOR_MS = 10 * 60 * 1000;
const DISCOVERY_WITHIN_MS = 30_000;
const PAGE = '500';

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

const listSchema = z.object({
  metadata: z
    .object({
      resourceVersion: z.string().default(''),
      continue: z.string().optional(),
    })
    .prefault({}),
  items: z.array(z.record(z.string(), z.json())).nullable().default([]),
});

/** Only names, labels, annotations and who wrote what: small answers. */
export const METADATA_ONLY =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';

/**
 * Who writes: a step, by its context, under a lease that every attempt asserts;
 * or a person, who has none.
 */
export type Writer = {
  signal: AbortSignal;
  assertLease: (() => Promise<void>) | undefined;
};

/** Reads and writes objects of any kind, by what the cluster says it has. */
export class ObjectStore {
  private readonly discovered = new Map<
    string,
    { at: number; resources: Promise<ApiResource[]> }
  >();

  constructor(readonly connection: ClusterConnection) {}

  /** Null when it is not there. */
  async get(
    identity: ObjectIdentity,
    signal: AbortSignal,
  ): Promise<LiveObject | null> {
    const path = await this.pathOf(identity, signal);
    try {
      return readLiveObject(await this.connection.request({ path, signal }));
    } catch (error) {
      if (isNotFound(error)) {
        return null;
      }
      throw error;
    }
  }

  /** All of a kind, in a namespace or everywhere. */
  async list(options: {
    apiVersion: string;
    kind: string;
    namespace: string | null;
    labelSelector?: string;
    accept?: string;
    signal: AbortSignal;
  }): Promise<{ items: LiveObject[]; resourceVersion: string }> {
    const { apiVersion, kind, namespace, signal } = options;
    const path = await this.collectionOf(
      { apiVersion, kind, namespace },
      signal,
    );
    const items: LiveObject[] = [];
    let next: string | undefined;
    for (;;) {
      const page = listSchema.parse(
        await this.connection.request({
          path,
          query: {
            limit: PAGE,
            ...(options.labelSelector && {
              labelSelector: options.labelSelector,
            }),
            ...(next && { continue: next }),
          },
          accept: options.accept,
          signal,
        }),
      );
      items.push(...(page.items ?? []).map(readLiveObject));
      next = page.metadata.continue;
      if (!next) {
        return { items, resourceVersion: page.metadata.resourceVersion };
      }
    }
  }

  /** Makes it; refused when it is there. */
  async create(
    object: JsonObject,
    identity: ObjectIdentity,
    { signal, assertLease }: Writer,
  ) {
    return readLiveObject(
      await this.connection.request({
        method: 'POST',
        path: await this.collectionOf(identity, signal),
        query: { fieldManager: FIELD_MANAGER },
        body: object,
        signal,
        assertLease,
      }),
    );
  }

  /**
   * Server-side apply.
   *
   * @param options.force - takes our fields from whoever else wrote them
   */
  async apply(
    object: JsonObject,
    identity: ObjectIdentity,
    options: { force: boolean; by: Writer },
  ): Promise<LiveObject> {
    const { signal, assertLease } = options.by;
    return readLiveObject(
      await this.connection.request({
        method: 'PATCH',
        path: await this.pathOf(identity, signal),
        query: { fieldManager: FIELD_MANAGER, force: String(options.force) },
        contentType: 'application/apply-patch+yaml',
        body: object,
        signal,
        assertLease,
      }),
    );
  }

  /** Merges some fields; refused when the object is not the one that was read. */
  async merge(
    live: LiveObject,
    identity: ObjectIdentity,
    patch: { annotations: JsonObject; labels?: JsonObject; spec?: JsonObject },
    { signal, assertLease }: Writer,
  ): Promise<void> {
    await this.connection.request({
      method: 'PATCH',
      path: await this.pathOf(identity, signal),
      query: { fieldManager: FIELD_MANAGER },
      contentType: 'application/merge-patch+json',
      body: {
        metadata: {
          resourceVersion: live.metadata.resourceVersion,
          annotations: patch.annotations,
          ...(patch.labels && { labels: patch.labels }),
        },
        ...(patch.spec && { spec: patch.spec }),
      },
      signal,
      assertLease,
    });
  }

  /**
   * Removes this very object, not another of its name.
   *
   * @returns false when there is nothing to do: it is gone, another object has
   *   its name, or it is a namespace that is on its way out already
   */
  async remove(
    identity: ObjectIdentity,
    uid: string,
    { signal, assertLease }: Writer,
  ): Promise<boolean> {
    try {
      await this.connection.request({
        method: 'DELETE',
        path: await this.pathOf(identity, signal),
        body: {
          apiVersion: 'v1',
          kind: 'DeleteOptions',
          propagationPolicy: 'Background',
          preconditions: { uid },
        },
        signal,
        assertLease,
      });
      return true;
    } catch (error) {
      if (
        error instanceof ClusterError &&
        (error.status === 404 || error.status === 409)
      ) {
        return false;
      }
      throw error;
    }
  }

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

  async pathOf(identity: ObjectIdentity, signal: AbortSignal): Promise<string> {
    return `${await this.collectionOf(identity, signal)}/${encodeURIComponent(
      identity.name,
    )}`;
  }

  async collectionOf(
    where: Pick<ObjectIdentity, 'apiVersion' | 'kind' | 'namespace'>,
    signal: AbortSignal,
  ): Promise<string> {
    const { apiVersion, kind, namespace } = where;
    const resources = await this.resources(apiVersion, signal);
    const resource = resources.find(candidate => candidate.kind === kind);
    if (!resource) {
      throw new ClusterError({
        message: `The cluster has no ${apiVersion}/${kind}`,
        request: `GET ${rootOf(apiVersion)}`,
        status: 404,
        reason: 'NoSuchKind',
      });
    }
    const within =
      resource.namespaced && namespace
        ? `/namespaces/${encodeURIComponent(namespace)}`
        : '';
    return `${rootOf(apiVersion)}${within}/${resource.name}`;
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

function rootOf(apiVersion: string): string {
  return apiVersion.includes('/')
    ? `/apis/${apiVersion}`
    : `/api/${apiVersion}`;
}
