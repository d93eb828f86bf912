import {
  Step,
  StepContext,
  StepError,
} from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';
import { appliedStep, goneStep } from './clusterStep';
import { commitFolder } from './commitFolder';
import { GitTargetParts } from './gitTargetParts';
import { proposalSteps } from './proposalSteps';
import { mayLeave, reached } from './reached';
import { gitStep } from './stepFailure';
import { Wanted, wantedByPlan, wantedGone } from './wanted';

type Context = StepContext<NamespaceSpec>;

/** The steps to what the plan wants, in a cluster too where one can be asked. */
export function applySteps(
  parts: GitTargetParts,
  context: Context,
): Step<NamespaceSpec>[] {
  const { status } = parts;
  return [
    ...stepsTo(parts, context, inner => wantedByPlan(parts, inner)),
    ...(status ? [gitStep(appliedStep(parts, status))] : []),
  ];
}

/** The steps to no folder at all, and to nothing of it in such a cluster. */
export function destroySteps(
  parts: GitTargetParts,
  context: Context,
): Step<NamespaceSpec>[] {
  const { status } = parts;
  return [
    ...stepsTo(parts, context, inner => wantedGone(parts, inner)),
    ...(status ? [goneStep(status)] : []),
  ];
}

function stepsTo(
  parts: GitTargetParts,
  context: Context,
  want: (context: Context) => Wanted,
): Step<NamespaceSpec>[] {
  const steps =
    parts.settings.mode === 'straight'
      ? [commitStep(parts, context, want)]
      : proposalSteps(parts, context, want);
  return steps.map(gitStep);
}

function commitStep(
  parts: GitTargetParts,
  context: Context,
  want: (context: Context) => Wanted,
): Step<NamespaceSpec> {
  const { branch } = parts.settings;
  return {
    key: 'commit',
    title: `Commit ${context.plan === null ? 'the removal ' : ''}to ${branch}`,
    repeatable: true,
    inventory: mayLeave(parts, context),
    check: async inner =>
      (await reached(parts, inner, want(inner))) ?? {
        done: false,
        waitingFor: `the commit to ${branch}`,
      },
    async do(inner) {
      const wanted = want(inner);
      const commit = await commitFolder({
        parts,
        context: inner,
        onto: branch,
        decide: state =>
          wanted.isReached(state) ? undefined : wanted.change(state),
      });
      inner.log(
        commit === undefined
          ? `${branch} has it already.`
          : `Committed ${commit.slice(0, 8)} to ${branch}.`,
      );
      const done = await reached(parts, inner, wanted);
      if (done === undefined) {
        throw new StepError(`${branch} was changed again at once`, {
          remedy: 'Nothing to do: it is tried again.',
        });
      }
      return done;
    },
  };
}
