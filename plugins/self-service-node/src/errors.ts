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
  /** Somebody decided against it elsewhere: the request is to be cancelled. */
  readonly cancels: boolean;
  /** The least time to wait, where the target said one. */
  readonly retryAfterMs: number | undefined;
  /**
   * The target said that it did nothing, so that even a step that cannot be
   * repeated may be tried again.
   */
  readonly nothingHappened: boolean;

  constructor(
    message: string,
    options: {
      remedy: string;
      permanent?: boolean;
      cancels?: boolean;
      retryAfterMs?: number;
      nothingHappened?: boolean;
      cause?: unknown;
    },
  ) {
    super(message, options.cause);
    this.remedy = options.remedy;
    this.cancels = options.cancels ?? false;
    this.permanent = options.permanent ?? this.cancels;
    this.retryAfterMs = options.retryAfterMs;
    this.nothingHappened = options.nothingHappened ?? false;
  }
}

/** Another replica works on this resource now; what was begun is not recorded. */
export class LeaseLostError extends CustomErrorBase {
  readonly name = 'LeaseLostError' as const;
}
