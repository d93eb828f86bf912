import { z } from 'zod';
import { SampleComponent } from '../company/component';
import {
  PortalClient,
  PortalRequestError,
  PortalUnreachableError,
} from './PortalClient';

export type WaitPolicy = {
  /** How long the catalog may take to have its components. */
  limitMs: number;
  intervalMs: number;
  /** So many looks in a row must find the same components. */
  steadyLooks: number;
};

export const defaultWaitPolicy: WaitPolicy = {
  limitMs: 180_000,
  intervalMs: 1_000,
  steadyLooks: 3,
};

const tierAnnotation = 'slipway.dev/tier';
const pageSize = 500;

const entitySchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string().default('default'),
    annotations: z.record(z.string(), z.string()),
    links: z
      .array(z.object({ title: z.string().optional(), url: z.string() }))
      .default([]),
  }),
  spec: z.object({
    type: z.string(),
    lifecycle: z.string().default('production'),
  }),
});

const pageSchema = z.object({
  items: z.array(entitySchema),
  pageInfo: z.object({ nextCursor: z.string().optional() }),
});

function toComponent(entity: z.output<typeof entitySchema>): SampleComponent {
  const { name, namespace, annotations, links } = entity.metadata;
  const link = links.find(({ title = '' }) => /^repository$/i.test(title));
  const repository = link?.url ?? `https://git.saltmarsh.example/${name}`;
  return {
    ref: `component:${namespace}/${name}`.toLowerCase(),
    name: name.toLowerCase(),
    type: entity.spec.type,
    lifecycle: entity.spec.lifecycle,
    tier: Number.parseInt(annotations[tierAnnotation], 10) || 4,
    repository: repository.replace(/\/+$/, ''),
  };
}

/** All components with a tier, by reference. */
async function readComponents(
  client: PortalClient,
): Promise<SampleComponent[]> {
  const components: SampleComponent[] = [];
  const first = new URLSearchParams({
    filter: `kind=component,metadata.annotations.${tierAnnotation}`,
    fields:
      'metadata.name,metadata.namespace,metadata.annotations,metadata.links,spec.type,spec.lifecycle',
    limit: String(pageSize),
  });
  for (let query: URLSearchParams | undefined = first; query; ) {
    const page: z.output<typeof pageSchema> = await client.request({
      method: 'GET',
      path: `/api/catalog/entities/by-query?${query}`,
      answer: pageSchema,
      attempts: 1,
    });
    components.push(...page.items.map(toComponent));
    const cursor = page.pageInfo.nextCursor;
    query = cursor ? new URLSearchParams({ cursor }) : undefined;
  }
  return components.sort((one, other) => (one.ref < other.ref ? -1 : 1));
}

/** The portal starts up: it may not answer yet, or not have its catalog. */
function mayPass(error: unknown): error is Error {
  return (
    error instanceof PortalUnreachableError ||
    (error instanceof PortalRequestError &&
      ![200, 401, 403].includes(error.status))
  );
}

/**
 * Waits until the catalog has components with a tier and stops finding more: it
 * reads its files one after the other while the portal starts. Throws when it
 * has none in time, or at once when the token is refused.
 */
export async function waitForComponents(
  client: PortalClient,
  policy: WaitPolicy = defaultWaitPolicy,
): Promise<SampleComponent[]> {
  const deadline = Date.now() + policy.limitMs;
  let seen = '';
  let looks = 0;
  let fault = '';
  while (Date.now() < deadline) {
    try {
      const components = await readComponents(client);
      const found = components.map(({ ref }) => ref).join(' ');
      looks = found === seen ? looks + 1 : 1;
      seen = found;
      fault = '';
      if (found && looks >= policy.steadyLooks) {
        return components;
      }
    } catch (error) {
      if (!mayPass(error)) {
        throw error;
      }
      fault = error.message;
    }
    await client.pause(policy.intervalMs);
  }
  throw new Error(
    `The catalog has no steady list of components with the annotation ${tierAnnotation} after ${Math.round(
      policy.limitMs / 1000,
    )} s. ${
      fault ||
      'Check catalog.locations in app-config.yaml and the catalog\'s messages in the portal\'s log, then run "slipway sample load".'
    }`,
  );
}
