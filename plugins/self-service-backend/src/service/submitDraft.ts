import { Engine } from '../ports';
import { RequestRow } from '../store/rows';
import { Requester } from './requester';
import { findDraft } from './saveDraft';
import { submitRequest } from './submitRequest';

/**
 * Submits a draft as it was saved.
 *
 * @throws NotFoundError, NotAllowedError or ConflictError when it is no draft
 * of theirs, and what submitRequest throws
 */
export async function submitDraft(
  engine: Engine,
  options: { id: string; reason?: string; requester: Requester },
): Promise<RequestRow> {
  const { id, requester } = options;
  const draft = await findDraft(engine, { id, requester });
  return submitRequest(engine, {
    kind: draft.kind,
    inputs: draft.inputs,
    reason: options.reason ?? draft.reason ?? undefined,
    requester,
    draftId: id,
  });
}
