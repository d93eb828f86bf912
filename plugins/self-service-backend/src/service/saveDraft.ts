import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { Engine } from '../ports';
import { RequestRow } from '../store/rows';
import { writeRequest, writeResource } from './acceptChange';
import { AssessedChange } from './change';
import { describeChange } from './describeChange';
import { Idempotency } from './onceByKey';
import { partiesOf, Requester } from './requester';
import { translateConflict } from './translateConflict';

/**
 * Stores a request without submitting it: its fields are right, what policies
 * and quotas say of it is kept to be shown, and nothing is held but the name.
 */
export async function saveDraft(
  engine: Engine,
  change: AssessedChange,
  options: { idempotency?: Idempotency; draft?: RequestRow },
): Promise<RequestRow> {
  try {
    return await engine.knex.transaction(async trx => {
      await writeResource(engine, trx, change, options.draft);
      const request = await writeRequest(engine, trx, change, options);
      await engine.audit.append(trx, {
        ...describeChange(change, request),
        event: 'request.drafted',
      });
      return request;
    });
  } catch (error) {
    throw translateConflict(error, change);
  }
}

/** @throws NotFoundError, NotAllowedError or ConflictError when it is no draft of theirs */
export async function findDraft(
  engine: Engine,
  options: { id: string; requester: Requester },
): Promise<RequestRow> {
  const { id, requester } = options;
  const draft = await engine.knex<RequestRow>('requests').where({ id }).first();
  if (!draft) {
    throw new NotFoundError(
      `There is no request '${id}'; GET /requests lists those that there are`,
    );
  }
  if (!partiesOf(draft).includes(requester.onBehalfOf ?? requester.ref)) {
    throw new NotAllowedError(
      `'${draft.title}' is a draft of ${draft.requested_by}; only they can submit it`,
    );
  }
  if (draft.state !== 'draft') {
    throw new ConflictError(
      `'${draft.title}' is ${draft.state} and no draft any more`,
    );
  }
  return draft;
}
