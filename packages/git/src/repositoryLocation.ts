import { basename, isAbsolute, resolve } from 'node:path';
import { InputError } from '@backstage/errors';
import { allowedProtocols } from './gitEnvironment';

export type GitCredentials = { username: string; password: string };

/** Where a repository is, taken apart so that credentials travel alone. */
export type RepositoryLocation =
  | {
      kind: 'url';
      /** Without credentials; what is logged, hashed and passed to git. */
      url: string;
      credentials?: GitCredentials;
      /** `github.com/owner/name` */
      defaultId: string;
      /** How a commit is linked, `{sha}` replaced; known forges only. */
      commitUrl?: string;
    }
  | { kind: 'path'; path: string; defaultId: string };

const scpLike = /^([A-Za-z0-9._-]+@)?([A-Za-z0-9][A-Za-z0-9.-]*):(?!\/\/)(.+)$/;

/**
 * Parses what a configuration calls a repository: a URL (https, http, ssh, git,
 * file), the short SSH form `git@host:path`, or a path to a repository or a
 * bundle file, relative to `baseDir`. Throws an InputError that says which rule
 * is broken; the error never holds the URL's credentials.
 */
export function parseRepositoryLocation(
  location: string,
  options: { baseDir: string },
): RepositoryLocation {
  if (location.startsWith('-') || /[\p{Cc}]/u.test(location)) {
    throw new InputError(
      'A repository must not begin with a dash or hold control characters',
    );
  }
  if (/^[a-z0-9]+::/i.test(location)) {
    throw new InputError(
      `A repository must not use a remote helper (${
        location.split('::')[0]
      }::)`,
    );
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(location)) {
    return fromUrl(location);
  }
  const short = scpLike.exec(location);
  // A single letter before the colon is a drive, as on Windows.
  if (short && short[2].length > 1 && !location.includes('\\')) {
    return fromUrl(`ssh://${short[1] ?? ''}${short[2]}/${short[3]}`);
  }
  const path = isAbsolute(location)
    ? resolve(location)
    : resolve(options.baseDir, location);
  return { kind: 'path', path, defaultId: withoutSuffix(basename(path)) };
}

function fromUrl(text: string): RepositoryLocation {
  if (!URL.canParse(text)) {
    throw new InputError('A repository URL could not be read; check its form');
  }
  const url = new URL(text);
  const protocol = url.protocol.slice(0, -1);
  if (!allowedProtocols.some(allowed => allowed === protocol)) {
    throw new InputError(
      `A repository URL must use ${allowedProtocols.join(
        ', ',
      )}, not ${protocol}`,
    );
  }
  if (url.hostname.startsWith('-')) {
    throw new InputError('A repository host must not begin with a dash');
  }
  const credentials = takeCredentials(url);
  url.search = '';
  url.hash = '';
  const place = withoutSuffix(decoded(url.pathname).replace(/^\/+/, ''));
  return {
    kind: 'url',
    url: url.href,
    ...(credentials && { credentials }),
    defaultId: url.host ? `${url.host}/${place}` : place,
    ...commitLink(url, place),
  };
}

/** An SSH user is part of the address; over HTTP it is half of a secret. */
function takeCredentials(url: URL): GitCredentials | undefined {
  const username = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  url.password = '';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return undefined;
  }
  url.username = '';
  if (!username && !password) {
    return undefined;
  }
  if (/[\r\n\0]/.test(username + password)) {
    throw new InputError(
      'A repository URL has a line break in its credentials',
    );
  }
  // `https://TOKEN@host` is how forges write a token alone.
  return password
    ? { username, password }
    : { username: 'x-access-token', password: username };
}

function commitLink(url: URL, place: string): { commitUrl?: string } {
  const site = `https://${url.hostname}/${place}`;
  if (url.protocol === 'file:') {
    return {};
  }
  if (/(^|\.)github\./.test(url.hostname)) {
    return { commitUrl: `${site}/commit/{sha}` };
  }
  if (/(^|\.)gitlab\./.test(url.hostname)) {
    return { commitUrl: `${site}/-/commit/{sha}` };
  }
  return {};
}

/** A stray % is part of the name. */
function decoded(pathname: string): string {
  try {
    return decodeURI(pathname);
  } catch {
    return pathname;
  }
}

function withoutSuffix(name: string): string {
  return name.replace(/\/+$/, '').replace(/\.(git|bundle)$/, '');
}
