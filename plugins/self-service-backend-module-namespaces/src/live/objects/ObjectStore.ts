import { JsonObject } from '@slipway/plugin-self-service-common';
import { z } from 'zod';
import { ClusterConnection } from '../cluster/ClusterConnection';
import { ClusterError, isNotFound } from '../cluster/ClusterError';
import { ApiResource, Discovery, rootOf } from './Discovery';
import {
  FIELD_MANAGER,
  LiveObject,
  ObjectIdentity,
  readLiveObject,
} from './liveObject';

const PAGE = '500';
/** So often a write is tried anew at once when somebody else wrote as well. */
export const CONFLICT_ATTEMPTS = 5;
const LIST_ATTEMPTS = 3;

export type ListQuery = {
  apiVersion: string;
  kind: string;
  namespace: string | null;
  labelSelector?: string;
  accept?: string;
  signal: AbortSignal;
};
export type ObjectList = { items: LiveObject[]; resourceVersion: string };

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
  private readonly discovery: Discovery;

  constructor(readonly connection: ClusterConnection) {
    this.discovery = new Discovery(connection);
  }

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
  async list(query: ListQuery): Promise<ObjectList> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.listPages(query);
      } catch (error) {
        // It took so long that the server forgot what it had begun with.
        const expired = error instanceof ClusterError && error.status === 410;
        if (!expired || attempt >= LIST_ATTEMPTS) {
          throw error;
        }
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
   *   its name, or it is on its way out already
   * @throws ClusterError when it is still there, also when that is a conflict
   */
  async remove(
    identity: ObjectIdentity,
    uid: string,
    by: Writer,
  ): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.sendDelete(identity, uid, by);
        return true;
      } catch (error) {
        if (isNotFound(error)) {
          return false;
        }
        if (!(error instanceof ClusterError) || error.status !== 409) {
          throw error;
        }
        // Another object, one that ends already, or somebody who wrote or
        // refused just now: the answer is the same, so it is looked at.
        const live = await this.get(identity, by.signal);
        if (live?.metadata.uid !== uid || live.metadata.deletionTimestamp) {
          return false;
        }
        if (attempt >= CONFLICT_ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  /** What a group and version has; empty when the cluster has no such. */
  async resources(
    apiVersion: string,
    signal: AbortSignal,
  ): Promise<ApiResource[]> {
    return this.discovery.resources(apiVersion, signal);
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

  private async listPages(query: ListQuery): Promise<ObjectList> {
    const { apiVersion, kind, namespace, signal } = query;
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
            ...(query.labelSelector && { labelSelector: query.labelSelector }),
            ...(next && { continue: next }),
          },
          accept: query.accept,
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

  private async sendDelete(
    identity: ObjectIdentity,
    uid: string,
    { signal, assertLease }: Writer,
  ): Promise<void> {
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
  }
}
