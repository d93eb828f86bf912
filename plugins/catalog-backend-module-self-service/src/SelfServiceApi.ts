import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ForwardedError, ResponseError } from '@backstage/errors';
import {
  resourceStates,
  standingStates,
} from '@slipway/plugin-self-service-common';
import { z } from 'zod';

/** What an entity is made of; the API says more. */
const resourceSchema = z.object({
  id: z.uuid(),
  kind: z.string().min(1),
  name: z.string(),
  state: z.enum(resourceStates),
  team: z.string(),
  environment: z.string(),
  target: z.string(),
  system: z.string().nullable(),
  component: z.string().nullable(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  sample: z.boolean(),
});

export type Resource = z.output<typeof resourceSchema>;

const pageSchema = z.object({
  items: z.array(resourceSchema),
  next: z.string().nullable(),
});

/** The largest page that the API gives. */
const pageSize = 200;
const timeout = 30_000;

/** Reads resources from the self-service backend, wherever that runs. */
export class SelfServiceApi {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /**
   * All resources that stand, read a page at a time.
   *
   * @throws ForwardedError when a page cannot be read: half a list is none
   */
  async listStanding(): Promise<Resource[]> {
    const found: Resource[] = [];
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({
        state: standingStates.join(','),
        // In an order that nothing leaves while the pages are read.
        sort: 'createdAt',
        limit: String(pageSize),
        ...(cursor !== null && { cursor }),
      });
      const page: z.output<typeof pageSchema> = await this.#read(
        `/resources?${query}`,
        pageSchema,
      );
      found.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
    return found;
  }

  /** One resource in any state; undefined when there is none. */
  async find(id: string): Promise<Resource | undefined> {
    try {
      return await this.#read(
        `/resources/${encodeURIComponent(id)}`,
        resourceSchema,
      );
    } catch (error) {
      if (isNotFound(error)) {
        return undefined;
      }
      throw error;
    }
  }

  async #read<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    try {
      const { token } = await this.#auth.getPluginRequestToken({
        onBehalfOf: await this.#auth.getOwnServiceCredentials(),
        targetPluginId: 'self-service',
      });
      const baseUrl = await this.#discovery.getBaseUrl('self-service');
      const response = await fetch(`${baseUrl}${path}`, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(timeout),
      });
      if (!response.ok) {
        throw await ResponseError.fromResponse(response);
      }
      return schema.parse(await response.json());
    } catch (error) {
      throw new ForwardedError(
        'Self-service resources could not be read for the catalog',
        error,
      );
    }
  }
}

function isNotFound(error: unknown): boolean {
  return (
    error instanceof ForwardedError &&
    error.cause instanceof ResponseError &&
    error.cause.statusCode === 404
  );
}
