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
  /**
   * Has the comment say something else, or writes one when there is none, or
   * none any more.
   *
   * @returns the id of the comment
   */
  comment(
    repository: string,
    number: number,
    comment: { id: string | null; text: string },
    signal: AbortSignal,
  ): Promise<string>;
};

const timeout = 20_000;

const commentSchema = z.object({ id: z.int() });
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
    async comment(repository, number, { id, text }, signal) {
      const issues = `/repos/${repository}/issues`;
      const body = { body: text };
      if (id !== null) {
        const path = `${issues}/comments/${id}`;
        const response = await call('PATCH', path, signal, body);
        if (response.status !== 404) {
          await answer(response);
          return id;
        }
        // Somebody deleted it.
        await response.body?.cancel();
      }
      const path = `${issues}/${number}/comments`;
      const written = await answer(await call('POST', path, signal, body));
      return String(commentSchema.parse(written).id);
    },
  };
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
