import { ConflictError } from '@backstage/errors';
import { WantedChange } from './change';

/** PostgreSQL's code for a value that a unique index has already. */
const uniqueViolation = '23505';

type DatabaseError = { code?: unknown; constraint?: unknown };

function constraintOf(error: unknown): string | undefined {
  const { code, constraint }: DatabaseError =
    typeof error === 'object' && error !== null ? error : {};
  return code === uniqueViolation && typeof constraint === 'string'
    ? constraint
    : undefined;
}

/** Whether somebody used the same idempotency key at the same moment. */
export function isRepeatedKey(error: unknown): boolean {
  return constraintOf(error) === 'requests_requested_by_idempotency_key_unique';
}

/** What an index refused since somebody was first, in words; else as it is. */
export function translateConflict(
  error: unknown,
  change: WantedChange,
): unknown {
  switch (constraintOf(error)) {
    case 'resources_name':
      return new ConflictError(
        `name: '${change.desired.name}' was taken in ${change.desired.target} a moment ago; choose another name`,
        error,
      );
    case 'requests_one_open':
      return new ConflictError(
        `${change.desired.name} has an open request already; wait for it to end or cancel it`,
        error,
      );
    default:
      return error;
  }
}
