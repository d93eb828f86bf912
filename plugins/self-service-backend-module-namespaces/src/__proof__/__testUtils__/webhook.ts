import { createHmac } from 'node:crypto';
import { ProofPortal } from './portal';

/** What a forge sends of a pull request; spaced, so that its bytes count. */
export function pullRequestEvent(state: 'open' | 'closed', at: Date): string {
  return JSON.stringify(
    {
      number: 7,
      repository: { full_name: 'acme/shop' },
      pull_request: {
        title: 'A better basket \u2764',
        html_url: 'https://forge.example/acme/shop/pull/7',
        state,
        updated_at: at.toISOString(),
      },
    },
    null,
    3,
  );
}

/** Sends it as a forge does: nobody is signed in. */
export async function sendWebhook(
  { url }: Pick<ProofPortal, 'url'>,
  body: string,
  of: { secret?: string; signed?: string; event?: string } = {},
): Promise<{ status: number; body: any }> {
  const { secret, signed = body, event = 'pull_request' } = of;
  const response = await fetch(`${url}/api/self-service/previews/webhook`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      ...(secret && {
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret)
          .update(signed)
          .digest('hex')}`,
      }),
    },
    body,
  });
  return { status: response.status, body: await response.json() };
}
