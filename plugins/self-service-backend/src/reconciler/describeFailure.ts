import { StepError } from '@slipway/plugin-self-service-node';
import { redactText } from '../audit/redactSecrets';

/** What went wrong with a step, in words for people and without a secret. */
export type StepProblem = {
  cause: string;
  remedy: string;
  permanent: boolean;
  retryAfterMs: number | undefined;
  nothingHappened: boolean;
  /** Somebody decided against it where it was to be done. */
  cancels: boolean;
};

const longest = 2000;

/**
 * A StepError is written for people; anything else is a surprise that may pass,
 * so it is tried again.
 */
export function describeProblem(error: unknown): StepProblem {
  if (isStepError(error)) {
    return {
      cause: clean(error.message),
      remedy: clean(error.remedy),
      permanent: error.permanent,
      retryAfterMs: error.retryAfterMs,
      nothingHappened: error.nothingHappened,
      cancels: error.cancels,
    };
  }
  return {
    cause: clean(`Unexpected: ${textOf(error)}`),
    remedy:
      'Retry it. If it stays, the log of the backend has more under the id of the request.',
    permanent: false,
    retryAfterMs: undefined,
    nothingHappened: false,
    cancels: false,
  };
}

/** By its name: a module may bring its own copy of the class. */
function isStepError(error: unknown): error is StepError {
  return error instanceof Error && error.name === 'StepError';
}

/** A text that may be shown and stored: no secrets, not endless. */
export function clean(text: string): string {
  const safe = redactText(text);
  return safe.length > longest ? `${safe.slice(0, longest)} …` : safe;
}

export function textOf(error: unknown): string {
  return error instanceof Error
    ? `${error.name}: ${error.message}`
    : String(error);
}
