import { fullEntityRef } from '@slipway/plugin-dora-common';
import { Gitops } from './gitSource';
import { compileNamePattern } from './namePattern';
import { Captures, fillPattern } from './textPattern';

export type MappedService =
  | { result: 'service'; ref: string }
  | { result: 'left-out' }
  | { result: 'invalid'; reason: string };

/**
 * Which entity a service's name in a GitOps repository stands for: the fixed
 * one, the table's, or the template's in lower case.
 */
export function compileServiceMapping(
  gitops: Pick<
    Gitops,
    'service' | 'entity' | 'entities' | 'include' | 'exclude'
  >,
): (captures: Captures) => MappedService {
  const include = gitops.include.map(compileNamePattern);
  const exclude = gitops.exclude.map(compileNamePattern);
  return captures => {
    if (gitops.service) {
      return { result: 'service', ref: gitops.service };
    }
    const name = captures.service ?? '';
    const takes = (test: (text: string) => boolean) => test(name);
    if (!include.some(takes) || exclude.some(takes)) {
      return { result: 'left-out' };
    }
    if (Object.hasOwn(gitops.entities, name)) {
      return { result: 'service', ref: gitops.entities[name] };
    }
    const ref = fillPattern(gitops.entity, captures).toLowerCase();
    return fullEntityRef.safeParse(ref).success
      ? { result: 'service', ref }
      : {
          result: 'invalid',
          reason: `${ref} is not an entity reference; map ${name} under entities, or exclude it`,
        };
  };
}
