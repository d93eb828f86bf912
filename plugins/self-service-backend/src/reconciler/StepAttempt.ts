import { backoffDelay } from '@slipway/plugin-self-service-common';
import { orAborted, Step, StepResult } from '@slipway/plugin-self-service-node';
import { Duration } from 'luxon';
import { Engine } from '../ports';
import { writeInventory } from '../store/inventory';
import { writeStep } from '../store/journal';
import { RequestRow, StepRow } from '../store/rows';
import { clean, describeProblem, StepProblem, textOf } from './describeFailure';
import { LiveLog } from './LiveLog';
import { Pass } from './pass';
import { stepContext, WalkOf } from './stepContext';

const retry = { baseMs: 1000, capMs: 5 * 60_000 };

/** Whoever asks for more is wrong, or means for ever. */
const longestRetryAfterMs = 60 * 60_000;

/** How long to wait for something at most before looking again. */
const longestPollMs = 15_000;

export type StepOutcome =
  | { result: 'done'; row: StepRow; gave: StepResult & { done: true } }
  | { result: 'waiting'; until: Date; since: Date }
  /** Written by who writes what follows from it, in one transaction. */
  | { result: 'failed'; problem: StepProblem; set: Partial<StepRow> }
  /** The request is not in the state any more in which this is to be done. */
  | { result: 'stopped' };

/** A try that takes longer has lost its connection without noticing. */
const longestTryMs = 10 * 60_000;

/** A step that has been begun: asked, done if need be, and written down. */
export class StepAttempt {
  readonly #pass: Pass;
  readonly #walk: WalkOf & { request: RequestRow };
  readonly #step: Step;
  readonly #log: LiveLog;
  #row: StepRow;

  constructor(
    pass: Pass,
    walk: WalkOf & { request: RequestRow },
    step: Step,
    row: StepRow,
  ) {
    this.#pass = pass;
    this.#walk = walk;
    this.#step = step;
    this.#row = row;
    this.#log = new LiveLog(pass, row);
  }

  async run(): Promise<StepOutcome> {
    const checked = await this.#ask('check');
    if ('problem' in checked) {
      return this.#afterProblem(checked.problem);
    }
    if (checked.done) {
      return this.#finish(checked);
    }
    if (this.#row.issued_at) {
      return this.#wait(checked);
    }
    if (this.#row.intended_at && !checked.neverHappened) {
      return failedStep(this.#pass, this.#row, this.#log.lines, {
        cause: `It was begun before and must not be done twice, and nobody can tell whether it was done: ${checked.waitingFor}`,
        remedy:
          'Look at the target whether it was done. Retry does it again; rolling back takes back what there is.',
      });
    }
    await this.#writeAhead();
    const done = await this.#ask('do');
    if ('problem' in done) {
      return this.#afterProblem(done.problem);
    }
    return done.done ? this.#finish(done) : this.#wait(done);
  }

  /** What the kind's code throws is the step's; what ours throws is not. */
  async #ask(
    what: 'check' | 'do',
  ): Promise<StepResult | { problem: StepProblem }> {
    const { lease, engine } = this.#pass;
    const deadline = AbortSignal.timeout(longestTryMs);
    const signal = AbortSignal.any([lease.signal, deadline]);
    try {
      return await this.#log.during(log => {
        const context = stepContext(this.#pass, this.#walk, log);
        return orAborted(signal, () =>
          this.#step[what]({ ...context, signal }),
        );
      });
    } catch (error) {
      // Lost or stopping: what it threw says nothing about the step.
      lease.signal.throwIfAborted();
      const problem = describeProblem(error);
      engine.logger.warn(
        `Step ${this.#step.key} of request ${
          this.#walk.request.id
        } could not be done: ${clean(textOf(error))}`,
      );
      return { problem };
    }
  }

  /** Before an effect: the intention, and what it may leave behind. */
  async #writeAhead(): Promise<void> {
    const { engine, lease } = this.#pass;
    const { repeatable, inventory } = this.#step;
    if (repeatable && !inventory) {
      return;
    }
    const now = engine.now();
    this.#row = await lease.write(async (trx, resource) => {
      await writeInventory(trx, resource.id, { present: inventory, now });
      return writeStep(trx, this.#row, {
        fence: lease.fence,
        ...(!repeatable && { intended_at: now }),
      });
    });
  }

  async #finish(gave: StepResult & { done: true }): Promise<StepOutcome> {
    const { engine, lease } = this.#pass;
    const now = engine.now();
    const row = await lease.write(async (trx, resource) => {
      await writeInventory(trx, resource.id, {
        present: gave.inventory,
        removed: gave.removed,
        now,
      });
      return writeStep(trx, this.#row, {
        state: 'done',
        fence: lease.fence,
        output: gave.output ?? null,
        message: null,
        failing_since: null,
        log: this.#log.lines,
        ended_at: now,
        next_attempt_at: null,
      });
    });
    return { result: 'done', row, gave };
  }

  async #wait(gave: StepResult & { done: false }): Promise<StepOutcome> {
    const { engine, lease } = this.#pass;
    const now = engine.now();
    const since = this.#row.started_at ?? now;
    const waitedMs = now.getTime() - since.getTime();
    const pollMs = Math.min(Math.max(waitedMs / 4, 500), longestPollMs);
    const until = new Date(now.getTime() + (gave.retryAfterMs ?? pollMs));
    await lease.write(trx =>
      writeStep(trx, this.#row, {
        state: 'running',
        fence: lease.fence,
        // It came to an answer: what counts are tries that did not.
        attempts: 0,
        failing_since: null,
        message: `Waits for ${gave.waitingFor}`,
        log: this.#log.lines,
        next_attempt_at: until,
        ...(this.#row.intended_at && {
          issued_at: this.#row.issued_at ?? now,
        }),
      }),
    );
    return { result: 'waiting', until, since };
  }

  async #afterProblem(problem: StepProblem): Promise<StepOutcome> {
    const { engine, lease, random } = this.#pass;
    const { attempts } = this.#row;
    const clearIntent = problem.nothingHappened && { intended_at: null };
    if (problem.permanent || isLong(engine, this.#row)) {
      const outcome = failedStep(
        this.#pass,
        this.#row,
        this.#log.lines,
        problem,
      );
      return { ...outcome, set: { ...outcome.set, ...clearIntent } };
    }
    const now = engine.now();
    const delay = backoffDelay({
      ...retry,
      attempt: attempts,
      random: random(),
      retryAfterMs: Math.min(problem.retryAfterMs ?? 0, longestRetryAfterMs),
    });
    const until = new Date(now.getTime() + delay);
    await lease.write(trx =>
      writeStep(trx, this.#row, {
        state: 'running',
        fence: lease.fence,
        message: `${problem.cause} (try ${attempts})`,
        failing_since: this.#row.failing_since ?? now,
        log: this.#log.lines,
        next_attempt_at: until,
        ...clearIntent,
      }),
    );
    return { result: 'waiting', until, since: this.#row.started_at ?? now };
  }
}

/**
 * Whether it is time for a person: after so many tries, and not while what is
 * wrong may be no more than a restart at the other side.
 */
function isLong(
  { settings, now }: Engine,
  { attempts, failing_since }: Pick<StepRow, 'attempts' | 'failing_since'>,
): boolean {
  const { maximumAttempts, patience } = settings.reconciler;
  const since = failing_since ?? now();
  const end = since.getTime() + Duration.fromISO(patience).toMillis();
  return attempts >= maximumAttempts && now().getTime() >= end;
}

/** It stays so until a person does something about it. */
export function failedStep(
  pass: Pass,
  row: StepRow,
  log: StepRow['log'],
  problem: Pick<StepProblem, 'cause' | 'remedy'>,
): StepOutcome & { result: 'failed' } {
  return {
    result: 'failed',
    problem: {
      permanent: true,
      retryAfterMs: undefined,
      nothingHappened: false,
      cancels: false,
      ...problem,
    },
    set: {
      request_id: row.request_id,
      phase: row.phase,
      key: row.key,
      state: 'failed',
      message: problem.cause,
      log,
      ended_at: pass.engine.now(),
      next_attempt_at: null,
    },
  };
}
