import { InputError } from '@backstage/errors';
import {
  DesiredResource,
  StepContext,
} from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';
import { teamName } from '../render/context';

const segment = /^[a-z0-9]([a-z0-9._-]{0,125}[a-z0-9])?$/;

/**
 * The folder of a namespace, `environments/<cluster>/<team>/<name>`: derived
 * from what was checked, never a text that somebody chose as a path.
 *
 * @throws InputError when a part cannot be a folder
 */
export function folderOf(
  cluster: string,
  resource: Pick<DesiredResource, 'team' | 'name'>,
): string {
  const parts = [cluster, teamName(resource.team), resource.name];
  for (const part of parts) {
    if (!segment.test(part) || part.includes('..')) {
      throw new InputError(
        `${JSON.stringify(
          part,
        )} cannot be a folder in Git; use lower-case letters, digits, dashes and dots`,
      );
    }
  }
  return ['environments', ...parts].join('/');
}

/** The branch on which a request is proposed; a removal has one of its own. */
export function branchOf({
  requestId,
  plan,
}: Pick<StepContext<NamespaceSpec>, 'requestId' | 'plan'>): string {
  if (!/^[A-Za-z0-9-]{1,64}$/.test(requestId)) {
    throw new InputError(
      `A request's id has letters, digits and dashes, not ${JSON.stringify(
        requestId,
      )}`,
    );
  }
  return `provision/${requestId}${plan === null ? '-remove' : ''}`;
}
