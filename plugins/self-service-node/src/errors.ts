import { CustomErrorBase } from '@backstage/errors';

/**
 * A step that could not be done. `cause` and `remedy` are shown to people as
 * they are, so they hold no secret.
 */
export class StepError extends CustomErrorBase {
  readonly name = 'StepError' as const;
  readonly remedy: string;
  /** Trying again will not help. */
  readonly permanent: boolean;
  /** The least time to wait, where the target said one. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    options: {
      remedy: string;
      permanent?: boolean;
      retryAfterMs?: number;
      cause?: unknown;
    },
  ) {
    super(message, options.cause);
    this.remedy = options.remedy;
    this.permanent = options.permanent ?? false;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Another replica works on this resource now; what was begun is not recorded. */
export class LeaseLostError extends CustomErrorBase {
  readonly name = 'LeaseLostError' as const;
}
