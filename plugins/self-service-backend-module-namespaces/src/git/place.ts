import { GitError } from '@slipway/git';
import { basename } from 'node:path';

/**
 * A repository in words for anybody: where the portal keeps things on its disk
 * concerns who runs it alone.
 *
 * @param remote - a URL without credentials, or a path
 */
export function describePlace(remote: string): string {
  const isUrl = /^[a-z][a-z0-9+.-]*:\/\//i.test(remote);
  return isUrl && !/^file:/i.test(remote)
    ? remote
    : `${basename(remote)} on the portal's disk`;
}

/** What git said, in which paths of the portal's disk are names only. */
export function messageOf({ message }: GitError): string {
  return message
    .replace(/\bfile:\/\/[^\s'"]*\/([^\s'"/]+)/gi, '$1')
    .replace(/(['"])\/[^'"]*?([^'"/]+)\/?\1/g, '$1$2$1')
    .replace(/(?<![\w.:/'"-])\/(?:[^\s'":/]+\/)*([^\s'":/]+)/g, '$1');
}
