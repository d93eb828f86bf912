import { createHash } from 'node:crypto';
import { ConflictError, isError } from '@backstage/errors';
import {
  canonicalJson,
  checkText,
  JsonObject,
} from '@slipway/plugin-self-service-common';
import { Engine } from '../ports';
import { RequestRow } from '../store/rows';
import { RequestDeniedError } from './errors';
import { Requester } from './requester';
import { isRepeatedKey } from './translateConflict';

/** What is stored with a request, to know a repetition by. */
export type Idempotency = { key: string; askedHash: string };

type Wish = {
  requester: Requester;
  idempotencyKey: string | undefined;
  kind: string;
  action: string;
  /** For a change: of what. */
  resourceId?: string;
  /** What it is that is asked. */
  asked: JsonObject;
};

/**
 * Does a submission once for each key of a requester: a repetition, also one at
 * the same moment, answers with the request that the first one made.
 *
 * @throws ConflictError when the key stands for another wish
 */
export async function onceByKey(
  engine: Engine,
  of: Wish,
  submit: (idempotency?: Idempotency) => Promise<RequestRow>,
): Promise<RequestRow> {
  const { idempotencyKey: key } = of;
  if (key === undefined) {
    return submit();
  }
  const askedHash = hashOf(of);
  const wrong =
    key.length > 200 ? 'is longer than 200 characters' : checkText(key);
  if (wrong !== undefined) {
    throw new RequestDeniedError('The request', {
      problems: [{ field: 'idempotencyKey', message: wrong }],
    });
  }
  const find = async () => {
    const found = await engine
      .knex<RequestRow>('requests')
      .where({ requested_by: of.requester.ref, idempotency_key: key })
      .first();
    return found && assertSame(found, of, askedHash);
  };
  const first = await find();
  if (first) {
    return first;
  }
  try {
    return await submit({ key, askedHash });
  } catch (error) {
    // Two at the same moment: one index or the other lets only one through.
    const winner =
      isRepeatedKey(error) || isConflict(error) ? await find() : undefined;
    if (winner) {
      return winner;
    }
    throw error;
  }
}

function isConflict(error: unknown): boolean {
  return isError(error) && error.name === 'ConflictError';
}

/** Tells one wish from another, whatever the order of its fields. */
export function hashOf({
  requester,
  asked,
}: Pick<Wish, 'requester' | 'asked'>): string {
  const wish = { asked, for: requester.onBehalfOf ?? null };
  return createHash('sha256').update(canonicalJson(wish)).digest('hex');
}

function assertSame(
  found: RequestRow,
  of: Wish,
  askedHash: string,
): RequestRow {
  if (
    found.kind !== of.kind ||
    found.action !== of.action ||
    found.asked_hash !== askedHash ||
    (of.resourceId !== undefined && found.resource_id !== of.resourceId)
  ) {
    throw new ConflictError(
      `idempotencyKey: '${found.idempotency_key}' was used for '${found.title}'; use a new key for another request`,
    );
  }
  return found;
}
