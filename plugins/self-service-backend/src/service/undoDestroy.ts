import { ConflictError } from '@backstage/errors';
import { Engine } from '../ports';
import { findOpenRequest } from '../store/findOpenRequest';
import { ResourceRow } from '../store/rows';
import { writeEffect } from './actAtOnce';
import { cancelRequest } from './cancelRequest';
import { decideExtension } from './decideExtension';
import { findResourceRow } from './findRequestRow';
import { denyRequest } from './denyRequest';
import type { CheckedAction } from './prepareAction';

/**
 * Takes a deletion back while its grace lasts. One that somebody asked for is
 * cancelled; one that time brought about ends by giving the resource more time.
 */
export async function undoDestroy(
  engine: Engine,
  checked: CheckedAction,
): Promise<ResourceRow> {
  const { resource, requester, reason, kind, action } = checked;
  const open = await findOpenRequest(engine.knex, resource.id);
  if (open?.action === 'destroy') {
    await cancelRequest(engine, {
      requestId: open.id,
      reason: reason ?? undefined,
      by: requester,
    });
    return findResourceRow(engine.knex, resource.id);
  }
  if (resource.undo_until === null) {
    throw new ConflictError(`${resource.name} is not being deleted`);
  }
  const extension = decideExtension(engine, resource, {});
  if (!extension.ok) {
    throw await denyRequest(engine, {
      title: `${action.title} of ${resource.name}`,
      kind: kind.id,
      requester,
      problems: extension.problems,
    });
  }
  return writeEffect(engine, checked, {
    ...extension,
    event: 'resource.undo',
  });
}
