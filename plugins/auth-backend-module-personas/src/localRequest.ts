import { NotAllowedError } from '@backstage/errors';
import type { Request } from 'express';
import { isLoopbackAddress, isLoopbackHost } from './loopback';
import type { PersonaSettings } from './settings';

/** Throws a NotAllowedError for a request that another machine may have sent. */
export type LocalRequestGuard = (request: Request) => void;

const withoutPort = (host: string) => host.replace(/:\d+$/, '');

/** Every address that a proxy says it forwarded the request for. */
function forwardedFor(request: Request): string[] {
  const forwarded = (request.get('forwarded') ?? '').matchAll(
    /\bfor\s*=\s*"?\[?([^\s;,"\]]+)/gi,
  );
  return [
    ...[...forwarded].map(match => match[1]),
    ...(request.get('x-forwarded-for') ?? '').split(','),
    request.get('x-real-ip') ?? '',
  ]
    .map(address => address.trim())
    .filter(address => address !== '');
}

function findForeignSign(request: Request): string | undefined {
  const peer = request.socket.remoteAddress ?? 'an unknown address';
  if (!isLoopbackAddress(peer)) {
    return `it came from ${peer}`;
  }
  const origin = forwardedFor(request).find(
    address => !isLoopbackAddress(address),
  );
  if (origin !== undefined) {
    return `a proxy forwarded it for ${origin}`;
  }
  // Guards from a site that points its own name at this machine and could then
  // read the answers to its requests.
  const host = request.get('host') ?? '';
  return isLoopbackHost(withoutPort(host))
    ? undefined
    : `it was sent to "${host}"`;
}

/** Makes the guard of the open routes. `allowNonLoopback` lets all pass. */
export function createLocalRequestGuard(
  settings: PersonaSettings,
): LocalRequestGuard {
  return request => {
    const sign = settings.allowNonLoopback
      ? undefined
      : findForeignSign(request);
    if (sign !== undefined) {
      throw new NotAllowedError(
        `Sign-in as a persona works only on the machine that Slipway runs on, by a loopback address such as localhost, and ${sign}.`,
      );
    }
  };
}
