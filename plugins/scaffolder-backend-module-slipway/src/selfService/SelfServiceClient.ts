import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  Preview,
  RequestDetail,
  RequestInput,
  ResourceDetail,
} from '@slipway/plugin-self-service-common';
import { z } from 'zod';

const errorBody = z.object({ error: z.object({ message: z.string() }) });

/** The self-service API, asked in the name of whoever started the task. */
export class SelfServiceClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #credentials: () => Promise<BackstageCredentials>;

  /** @param options - `credentials` of the task's initiator, asked for each call */
  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    credentials: () => Promise<BackstageCredentials>;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#credentials = options.credentials;
  }

  preview(
    input: Pick<RequestInput, 'kind' | 'inputs' | 'reason'>,
    signal?: AbortSignal,
  ): Promise<Preview> {
    return this.#call('/requests/preview', { body: input, signal });
  }

  submit(input: RequestInput, signal?: AbortSignal): Promise<RequestDetail> {
    return this.#call('/requests', { body: input, signal });
  }

  request(id: string, signal?: AbortSignal): Promise<RequestDetail> {
    return this.#call(`/requests/${encodeURIComponent(id)}`, { signal });
  }

  resource(id: string, signal?: AbortSignal): Promise<ResourceDetail> {
    return this.#call(`/resources/${encodeURIComponent(id)}`, { signal });
  }

  /**
   * @throws InputError or NotAllowedError in the API's own words for a fault of
   * the caller, ServiceUnavailableError when it cannot
   */
  async #call<T>(
    path: string,
    options: { body?: object; signal?: AbortSignal },
  ): Promise<T> {
    const { body, signal } = options;
    const [baseUrl, { token }] = await Promise.all([
      this.#discovery.getBaseUrl('self-service'),
      this.#auth.getPluginRequestToken({
        onBehalfOf: await this.#credentials(),
        targetPluginId: 'self-service',
      }),
    ]);
    const response = await fetch(`${baseUrl}${path}`, {
      method: body ? 'POST' : 'GET',
      signal,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw await toError(response);
    }
    const answer: T = await response.json();
    return answer;
  }
}

async function toError(response: Response): Promise<Error> {
  const body = errorBody.safeParse(await response.json().catch(() => null));
  const message = body.success
    ? body.data.error.message
    : `Self-service answered ${response.status}`;
  if (response.status === 403) {
    return new NotAllowedError(message);
  }
  return response.status < 500
    ? new InputError(message)
    : new ServiceUnavailableError(`Self-service did not answer: ${message}`);
}
