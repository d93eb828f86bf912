import { Failure, Plan } from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  Step,
  StepContext,
  StepResult,
} from '@slipway/plugin-self-service-node';
import { readInventory } from '../store/inventory';
import { foreseeSteps, readJournal } from '../store/journal';
import { RequestRow, StepRow } from '../store/rows';
import { describeProblem } from './describeFailure';
import { readDecidedOn } from './describeForTarget';
import { Pass } from './pass';
import { runStep } from './runStep';
import { StepOutcome } from './StepAttempt';
import { stepContext, WalkOf } from './stepContext';

export type WalkResult =
  | { result: 'done' }
  /** `since`: when the step that waits was begun. */
  | { result: 'waiting'; until: Date; since: Date }
  /** `step`: what the journal is to say of the one that failed, if one did. */
  | {
      result: 'failed';
      failure: Failure;
      step?: Partial<StepRow>;
      /** It is not to be tried again but taken back. */
      cancels?: boolean;
    }
  | { result: 'stopped' };

/**
 * Goes through the steps of a request in their order as far as it gets. The
 * journal says what is done already, whoever did it.
 *
 * @param list - is given the context as it is now; what is there decides which
 * steps there are
 */
export async function walkSteps(
  pass: Pass,
  options: {
    request: RequestRow;
    phase: StepRow['phase'];
    resource: DesiredResource;
    /** May throw: a template version can be gone. */
    plan(): Plan | null;
    list(context: StepContext): Step[];
  },
): Promise<WalkResult> {
  const { engine, lease } = pass;
  const { request, phase, resource } = options;
  const prepared = await prepare(pass, options);
  if ('failure' in prepared) {
    return { result: 'failed', ...prepared };
  }
  const { walk, steps } = prepared;
  const changed = { resourceId: resource.id, requestId: request.id };
  await foresee(pass, request, phase, steps);
  const journal = await readJournal(engine.knex, {
    request_id: request.id,
    phase,
  });
  const rows = new Map(journal.map(row => [row.key, row]));
  for (const step of steps) {
    lease.signal.throwIfAborted();
    const row = rows.get(step.key);
    if (!row) {
      throw new Error(`The journal has no row for the step ${step.key}`);
    }
    const outcome = await runStep(pass, walk, step, row);
    if (outcome.result !== 'done') {
      engine.announcer.changed(changed);
      return outcome.result === 'failed'
        ? toFailure(pass, step, outcome)
        : outcome;
    }
    takeResult(walk, step, outcome.gave);
    // Done in an earlier pass is no news.
    if (outcome.row !== row) {
      engine.announcer.changed(changed);
    }
  }
  return { result: 'done' };
}

function toFailure(
  { engine }: Pass,
  step: Step,
  { problem, set }: StepOutcome & { result: 'failed' },
): WalkResult {
  const { cause, remedy, cancels } = problem;
  const at = engine.now().toISOString();
  return {
    result: 'failed',
    step: set,
    cancels,
    failure: { step: step.title, cause, remedy, at },
  };
}

/** Where the kind cannot say what there is to do, nothing was done by that. */
async function prepare(
  pass: Pass,
  options: Parameters<typeof walkSteps>[1],
): Promise<
  | { walk: WalkOf & { request: RequestRow }; steps: Step[] }
  | { failure: Failure }
> {
  const { engine } = pass;
  const { request, phase, resource, list } = options;
  const inventory = await readInventory(engine.knex, resource.id);
  const decided = await readDecidedOn(engine.knex, request, phase);
  try {
    const plan = options.plan();
    const walk = {
      ...{ request, resource, plan, inventory, outputs: {} },
      ...decided,
    };
    return { walk, steps: list(stepContext(pass, walk)) };
  } catch (error) {
    const { cause, remedy } = describeProblem(error);
    const at = engine.now().toISOString();
    return { failure: { step: 'Find the steps', cause, remedy, at } };
  }
}

function takeResult(
  walk: WalkOf,
  step: Step,
  gave: StepResult & { done: true },
): void {
  if (gave.output) {
    walk.outputs[step.key] = gave.output;
  }
  const changed = new Set([
    ...(gave.inventory ?? []).map(entry => entry.key),
    ...(gave.removed ?? []),
  ]);
  walk.inventory = [
    ...walk.inventory.filter(entry => !changed.has(entry.key)),
    ...(gave.inventory ?? []),
  ];
}

async function foresee(
  pass: Pass,
  request: RequestRow,
  phase: StepRow['phase'],
  steps: Step[],
): Promise<void> {
  const { lease } = pass;
  await lease.write(trx =>
    foreseeSteps(
      trx,
      steps.map((step, position) => ({
        request_id: request.id,
        phase,
        key: step.key,
        title: step.title,
        position,
        fence: lease.fence,
      })),
    ),
  );
}
