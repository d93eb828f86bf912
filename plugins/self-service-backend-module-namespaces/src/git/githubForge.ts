import { StepError } from '@slipway/plugin-self-service-node';
import { z } from 'zod';
import { Forge, PullRequest } from './forge';
import { ForgeSettings } from './settings';

const answerLimitMs = 30_000;

const pullSchema = z.object({
  number: z.number().int(),
  html_url: z.string(),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullish(),
  merged_by: z.object({ login: z.string() }).nullish(),
});

type Pull = z.output<typeof pullSchema>;

/** Pull requests by GitHub's REST v3 API and those that speak it. */
export function githubForge(settings: ForgeSettings): Forge {
  const { repository } = settings;
  const [owner] = repository.split('/');
  const pulls = `/repos/${repository}/pulls`;

  const find: Forge['find'] = async (branch, signal) => {
    const query = new URLSearchParams({
      head: `${owner}:${branch}`,
      state: 'all',
      sort: 'created',
      direction: 'desc',
      per_page: '20',
    });
    const found = z
      .array(pullSchema)
      .parse(await call(settings, 'GET', `${pulls}?${query}`, { signal }));
    const pull = found.find(({ state }) => state === 'open') ?? found.at(0);
    if (!pull?.merged_at) {
      return pull && toPullRequest(pull);
    }
    // Only the whole pull request says who merged it.
    const path = `${pulls}/${pull.number}`;
    return toPullRequest(
      pullSchema.parse(await call(settings, 'GET', path, { signal })),
    );
  };

  return {
    find,
    async open({ branch, base, title, body, signal }) {
      const existing = await find(branch, signal);
      if (existing?.state === 'open') {
        return existing;
      }
      const made = await call(settings, 'POST', pulls, {
        body: { head: branch, base, title, body },
        signal,
        // There is one already: somebody was faster.
        allow: 422,
      });
      const raced = made === undefined && (await find(branch, signal));
      if (raced && raced.state === 'open') {
        return raced;
      }
      if (made === undefined) {
        throw new StepError(
          `${repository} refuses a pull request from ${branch} into ${base}`,
          { remedy: 'See that both branches are there and differ.' },
        );
      }
      return toPullRequest(pullSchema.parse(made));
    },
    async close({ number }, signal) {
      const body = { state: 'closed' };
      await call(settings, 'PATCH', `${pulls}/${number}`, { body, signal });
    },
  };
}

function toPullRequest(pull: Pull): PullRequest {
  const closed = pull.merged_at ? 'merged' : 'closed';
  return {
    number: pull.number,
    url: pull.html_url,
    state: pull.state === 'open' ? 'open' : closed,
    mergedBy: pull.merged_by?.login ?? null,
  };
}

/** @returns undefined for the status that is allowed besides success */
async function call(
  settings: ForgeSettings,
  method: string,
  path: string,
  options: { body?: unknown; signal: AbortSignal; allow?: number },
): Promise<unknown> {
  const response = await send(settings, method, path, options);
  if (response.ok) {
    return response.json();
  }
  // The body of an error is not shown: nobody knows what a forge puts there.
  await response.body?.cancel();
  if (response.status === options.allow) {
    return undefined;
  }
  throw failure(settings, response);
}

async function send(
  settings: ForgeSettings,
  method: string,
  path: string,
  options: { body?: unknown; signal: AbortSignal },
): Promise<Response> {
  const url = `${settings.apiUrl.replace(/\/+$/, '')}${path}`;
  try {
    return await fetch(url, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${settings.token}`,
        'content-type': 'application/json',
        'user-agent': 'slipway',
      },
      body: options.body === undefined ? null : JSON.stringify(options.body),
      // The token is for this address alone.
      redirect: 'error',
      signal: AbortSignal.any([
        options.signal,
        AbortSignal.timeout(answerLimitMs),
      ]),
    });
  } catch (error) {
    options.signal.throwIfAborted();
    throw new StepError(`${settings.apiUrl} does not answer`, {
      remedy: 'See whether the forge is up and its address right.',
      cause: error,
    });
  }
}

function failure(settings: ForgeSettings, response: Response): StepError {
  const { repository } = settings;
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : undefined;
  const limited =
    response.status === 429 ||
    retryAfterMs !== undefined ||
    response.headers.get('x-ratelimit-remaining') === '0';
  if (limited) {
    return new StepError('The forge asks for patience', {
      remedy: 'Nothing to do: it is tried again.',
      retryAfterMs: retryAfterMs ?? 60_000,
    });
  }
  const refused = [401, 403, 404].includes(response.status);
  return new StepError(`The forge answers ${response.status}`, {
    remedy: refused
      ? `Give the target's forge a token that may write pull requests of ${repository}.`
      : 'See what is wrong with the forge; it is tried again.',
  });
}
