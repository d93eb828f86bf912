import { GitError } from '@slipway/git';
import { Step, StepError } from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';
import { messageOf } from './place';

/** Errors of git as those of a step: shown to people, tried again. */
export async function withStepErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GitError)) {
      throw error;
    }
    throw new StepError(messageOf(error), {
      remedy:
        'See to the repository or the settings of this target; it is tried again.',
    });
  }
}

/** A step whose parts fail in words for people. */
export function gitStep(step: Step<NamespaceSpec>): Step<NamespaceSpec> {
  const { undo } = step;
  return {
    ...step,
    check: context => withStepErrors(() => step.check(context)),
    do: context => withStepErrors(() => step.do(context)),
    ...(undo && { undo: context => withStepErrors(() => undo(context)) }),
  };
}
