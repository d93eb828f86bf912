import { z } from 'zod';
import { PreviewSettings } from './previewSettings';

/** The forge that pull requests are on. */
export type Forge = {
  /**
   * Undefined when there is no such pull request.
   *
   * @throws Error when that cannot be told, as without rights
   */
  stateOf(
    repository: string,
    number: number,
    signal: AbortSignal,
  ): Promise<'open' | 'closed' | undefined>;
  /** Writes the one comment of ours, in place of what it said before. */
  comment(
    repository: string,
    number: number,
    text: string,
    signal: AbortSignal,
  ): Promise<void>;
};

/** By which our comment is found again; not shown. */
const mark = '<!-- slipway-preview -->';

const timeout = 20_000;
const commentsPerPage = 100;

const commentsSchema = z.array(
  z.object({ id: z.number(), body: z.string().nullish() }),
);
const pullRequestSchema = z.object({ state: z.enum(['open', 'closed']) });

/** GitHub's REST API, which Gitea and Forgejo speak too. */
export function createForge(
  settings: NonNullable<PreviewSettings['forge']>,
): Forge {
  const base = settings.apiUrl.replace(/\/+$/, '');
  const call = (
    method: string,
    path: string,
    signal: AbortSignal,
    body?: object,
  ) =>
    fetch(`${base}${path}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${settings.token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
      // A token must not follow a redirect to another host.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
    });

  return {
    async stateOf(repository, number, signal) {
      const path = `/repos/${repository}`;
      const response = await call('GET', `${path}/pulls/${number}`, signal);
      if (response.status === 404) {
        await response.body?.cancel();
        // So it answers to a token without rights too: then the repository is
        // as little to be seen, and nothing is known of the pull request.
        await answer(await call('GET', path, signal));
        return undefined;
      }
      return pullRequestSchema.parse(await answer(response)).state;
    },
    async comment(repository, number, text, signal) {
      const issue = `/repos/${repository}/issues`;
      const body = { body: `${text}\n${mark}` };
      const ours = await findOurs(page =>
        call(
          'GET',
          `${issue}/${number}/comments?per_page=${commentsPerPage}&page=${page}`,
          signal,
        ),
      );
      await answer(
        ours === undefined
          ? await call('POST', `${issue}/${number}/comments`, signal, body)
          : await call('PATCH', `${issue}/comments/${ours}`, signal, body),
      );
    },
  };
}

async function findOurs(
  read: (page: number) => Promise<Response>,
): Promise<number | undefined> {
  for (let page = 1; ; page++) {
    const comments = commentsSchema.parse(await answer(await read(page)));
    const ours = comments.find(({ body }) => body?.includes(mark));
    if (ours || comments.length < commentsPerPage) {
      return ours?.id;
    }
  }
}

async function answer(response: Response): Promise<unknown> {
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(
      `The forge answered ${response.status} to ${
        new URL(response.url).pathname
      }`,
    );
  }
  return response.json();
}
