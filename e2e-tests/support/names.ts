import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { portalData, portalUrl } from './environment';

type Found = { items: Array<{ id: string; name: string; state: string }> };

const given: string[] = [];

/** A name that no other journey and no earlier try of this one has. */
export function newName(stem: string): string {
  const name = `${stem}-${randomBytes(3).toString('hex')}`;
  given.push(name);
  return name;
}

async function token(): Promise<string> {
  const text = await readFile(join(portalData, 'cli.json'), 'utf8');
  return process.env.SLIPWAY_TOKEN ?? JSON.parse(text).token;
}

async function call(path: string, body?: object): Promise<Response> {
  return fetch(`${portalUrl}/api/self-service${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${await token()}`,
      'content-type': 'application/json',
    },
    body: body && JSON.stringify(body),
  });
}

async function takeAway(name: string): Promise<void> {
  const { items }: Found = await (
    await call(`/resources?${new URLSearchParams({ search: name })}`)
  ).json();
  for (const { id, state } of items) {
    const { openRequestId } = await (await call(`/resources/${id}`)).json();
    if (openRequestId) {
      await call(`/requests/${openRequestId}/cancel`, {});
    } else if (!['destroyed', 'cancelled', 'expiring'].includes(state)) {
      await call(`/resources/${id}/actions/destroy`, {
        input: { confirmName: name },
      });
    }
  }
}

/**
 * Has what a test asked for under a new name taken away, or cancelled where it
 * waits, so that the team's quota lasts for all tests. What cannot go at once,
 * such as in production, stays.
 */
export async function takeAwayNew(): Promise<void> {
  for (const name of given.splice(0)) {
    await takeAway(name);
  }
}
