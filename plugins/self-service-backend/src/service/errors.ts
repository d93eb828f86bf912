import { CustomErrorBase } from '@backstage/errors';
import {
  Problem,
  QuotaEffect,
  Verdict,
} from '@slipway/plugin-self-service-common';

/**
 * A request that is not accepted as it stands. The message says all of it in
 * words; `problems` has each field with its rule and remedy for a form, and
 * what policies and quotas said beside it. Answers as a bad request.
 */
export class RequestDeniedError extends CustomErrorBase {
  readonly name = 'InputError' as const;
  readonly problems: Problem[];
  readonly verdicts: Verdict[];
  readonly quota: QuotaEffect[];

  constructor(
    title: string,
    of: {
      problems: Problem[];
      verdicts?: Verdict[];
      quota?: QuotaEffect[];
    },
  ) {
    const reasons = of.problems.map(problemText).join('; ');
    super(`${title} is not accepted. ${reasons}`);
    this.problems = of.problems;
    this.verdicts = of.verdicts ?? [];
    this.quota = of.quota ?? [];
  }
}

/** A problem in a sentence, with its field where it has one. */
export function problemText({ field, message }: Problem): string {
  return field === '' ? message : `${field}: ${message}`;
}
