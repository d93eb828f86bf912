import { createHash } from 'node:crypto';
import { canonicalJson } from '@slipway/plugin-self-service-common';
import { Step } from '@slipway/plugin-self-service-node';
import { writeStep } from '../store/journal';
import { RequestRow, StepRow } from '../store/rows';
import { Pass } from './pass';
import { failedStep, StepAttempt, StepOutcome } from './StepAttempt';
import { WalkOf } from './stepContext';

/**
 * One try at one step, by its row in the journal: skipped when it is done for
 * the same input; checked before it is done; and when it must not be done
 * twice, the intention is written first, so that after a crash only `check` is
 * asked.
 */
export async function runStep(
  pass: Pass,
  walk: WalkOf & { request: RequestRow },
  step: Step,
  known: StepRow,
): Promise<StepOutcome> {
  const { engine } = pass;
  const inputHash = hashInput(walk, step);
  const same = known.input_hash === inputHash;
  if (same && known.state === 'done') {
    return {
      result: 'done',
      row: known,
      gave: { done: true, ...(known.output && { output: known.output }) },
    };
  }
  const now = engine.now();
  if (same && known.next_attempt_at && known.next_attempt_at > now) {
    return {
      result: 'waiting',
      until: known.next_attempt_at,
      since: known.started_at ?? now,
    };
  }
  const row = await begin(pass, walk.request, known, inputHash);
  if (!row) {
    return { result: 'stopped' };
  }
  if (row.unfinished >= engine.settings.reconciler.maximumAttempts) {
    return failedStep(pass, row, row.log, {
      cause: `It was begun ${row.unfinished} times and never came to an end`,
      remedy:
        'See in the log of the backend why it stopped each time, then retry or roll back.',
    });
  }
  return new StepAttempt(pass, walk, step, row).run();
}

/** @returns undefined when the request has been moved on by somebody else */
async function begin(
  pass: Pass,
  request: RequestRow,
  known: StepRow,
  inputHash: string,
): Promise<StepRow | undefined> {
  const { engine, lease } = pass;
  const now = engine.now();
  const anew = known.input_hash !== inputHash || known.state === 'done';
  // An intention outlives a change of the input, until somebody knows better.
  const forget = known.state === 'done' && {
    intended_at: null,
    issued_at: null,
  };
  // Whatever comes to an end says when it is tried again.
  const died =
    known.state === 'running' && known.attempts > 0 && !known.next_attempt_at;
  return lease.write(async trx => {
    const current = await trx<RequestRow>('requests')
      .where({ id: request.id, state: request.state })
      .first('id');
    if (!current) {
      return undefined;
    }
    return writeStep(trx, known, {
      state: 'running',
      fence: lease.fence,
      input_hash: inputHash,
      attempts: anew ? 1 : known.attempts + 1,
      unfinished: died && !anew ? known.unfinished + 1 : 0,
      started_at: anew ? now : known.started_at ?? now,
      ended_at: null,
      next_attempt_at: null,
      ...(anew && { output: null, failing_since: null }),
      ...forget,
    });
  });
}

/** What the step depends on: the plan, what is wanted, what came before it. */
function hashInput(walk: WalkOf, step: Step): string {
  const { resource, plan, outputs } = walk;
  return createHash('sha256')
    .update(canonicalJson({ key: step.key, resource, plan, outputs }))
    .digest('hex');
}
