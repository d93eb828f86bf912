import { isError } from '@backstage/errors';
import { Problem } from '@slipway/plugin-self-service-common';
import { z } from 'zod';

/**
 * What a kind finds wrong with a change that its schema lets through: it throws
 * an InputError, or a schema of its own does.
 *
 * @throws the error itself when it is neither
 */
export function problemsOfKind(error: unknown): Problem[] {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => ({
      field: path.join('.'),
      message,
    }));
  }
  if (isError(error) && error.name === 'InputError') {
    return [{ field: '', message: error.message }];
  }
  throw error;
}
