import { createHmac, timingSafeEqual } from 'node:crypto';
import { AuthenticationError, InputError } from '@backstage/errors';
import { z } from 'zod';
import { PullRequestNews } from './hearOfPullRequest';

/** What of GitHub's `pull_request` event is used; Gitea sends the same. */
const eventSchema = z.object({
  number: z.number().int().positive(),
  repository: z.object({ full_name: z.string().min(3).max(200) }),
  pull_request: z.object({
    title: z.string(),
    html_url: z.url({ protocol: /^https?$/ }),
    state: z.enum(['open', 'closed']),
    updated_at: z.iso.datetime({ offset: true }),
  }),
});

/**
 * @param signature - the header X-Hub-Signature-256: `sha256=` and the HMAC of
 * the body as it came, in hex
 * @throws AuthenticationError when the signature is not of the shared secret
 */
export function verifySignature(
  body: Buffer,
  signature: string | undefined,
  secret: string,
): void {
  const expected = Buffer.from(
    `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  );
  const given = Buffer.from(signature ?? '');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new AuthenticationError(
      'X-Hub-Signature-256 does not fit the body; the webhook has to be set up with selfService.previews.webhookSecret',
    );
  }
}

/**
 * @returns undefined for an event that is not about pull requests
 * @throws InputError when it is one and does not say what is needed
 */
export function readPullRequestEvent(
  event: string | undefined,
  body: Buffer,
): PullRequestNews | undefined {
  if (event !== 'pull_request') {
    return undefined;
  }
  const result = eventSchema.safeParse(parse(body));
  if (!result.success) {
    const problems = result.error.issues.map(
      issue => `${issue.path.join('.')}: ${issue.message}`,
    );
    throw new InputError(
      `The event pull_request is not as expected: ${problems.join('; ')}`,
    );
  }
  const { number, repository, pull_request: pullRequest } = result.data;
  return {
    repository: repository.full_name,
    number,
    title: pullRequest.title,
    link: pullRequest.html_url,
    state: pullRequest.state,
    at: new Date(pullRequest.updated_at),
    by: 'service:pull-request-webhook',
  };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new InputError(
      'The body is not JSON; set the webhook’s content type to application/json',
    );
  }
}
