import { Step, StepContext } from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';
import { commitFolder } from './commitFolder';
import { titleOf } from './commitMessage';
import { deleteBranch } from './deleteBranch';
import { branchOf } from './folder';
import { readFolderState } from './folderState';
import { Forge } from './forge';
import { GitTargetParts } from './gitTargetParts';
import { assertNotClosed, mergeStep } from './mergeStep';
import { pullRequestText } from './pullRequest/pullRequestText';
import { mayLeave, reached } from './reached';
import { Wanted } from './wanted';

type Context = StepContext<NamespaceSpec>;
type Want = (context: Context) => Wanted;
type Proposal = { branch: string; want: Want };

/**
 * A branch for the request, a pull request where there is a forge, and then
 * people: merged means applied, closed means cancelled. What is merged is told
 * by the content, so a squash, a rebase or a commit by hand are as good; where
 * a reviewer edited it, by the forge.
 */
export function proposalSteps(
  parts: GitTargetParts,
  context: Context,
  want: Want,
): Step<NamespaceSpec>[] {
  const { forge } = parts;
  // Fixed here: whoever takes a step back does so without a plan.
  const branch = branchOf(context);
  return [
    proposeStep(parts, context, { branch, want }),
    ...(forge ? [pullRequestStep(parts, forge, { branch, want })] : []),
    mergeStep(parts, branch, want),
    tidyStep(parts, branch),
  ];
}

function proposeStep(
  parts: GitTargetParts,
  context: Context,
  { branch, want }: Proposal,
): Step<NamespaceSpec> {
  const { repository, settings } = parts;
  return {
    key: 'propose',
    title: `Propose on ${branch}`,
    repeatable: true,
    inventory: mayLeave(parts, context),
    async check(inner) {
      const { resource, inventory, signal } = inner;
      const wanted = want(inner);
      if (await reached(parts, inner, wanted)) {
        return { done: true };
      }
      const commit = await repository.tip(branch, signal);
      const state = await readFolderState({
        parts,
        resource,
        inventory,
        commit,
        signal,
      });
      return commit !== undefined && wanted.isReached(state)
        ? { done: true, output: { branch, commit } }
        : { done: false, waitingFor: `the branch ${branch}` };
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
      if (commit === undefined) {
        inner.log(`${settings.branch} has it already.`);
        return { done: true };
      }
      inner.log(`Committed ${commit.slice(0, 8)} to ${branch}.`);
      return { done: true, output: { branch, commit } };
    },
    undo: async inner => deleteBranch(parts, inner, branch),
  };
}

function pullRequestStep(
  parts: GitTargetParts,
  forge: Forge,
  { branch, want }: Proposal,
): Step<NamespaceSpec> {
  const { branch: base } = parts.settings;
  return {
    key: 'pull-request',
    title: 'Open a pull request',
    repeatable: true,
    async check(context) {
      if (await reached(parts, context, want(context))) {
        return { done: true };
      }
      const found = await forge.find(branch, context.signal);
      assertNotClosed(found);
      // One that was merged and is not what is wanted now was an earlier try.
      return found?.state === 'open'
        ? { done: true, output: { url: found.url, number: found.number } }
        : { done: false, waitingFor: 'the pull request' };
    },
    async do(context) {
      await context.assertLease();
      const opened = await forge.open({
        branch,
        base,
        title: titleOf(context),
        body: pullRequestText(parts, context),
        signal: context.signal,
      });
      context.log(`Opened ${opened.url}.`);
      return {
        done: true,
        output: { url: opened.url, number: opened.number },
      };
    },
    async undo(context) {
      const { signal } = context;
      const found = await forge.find(branch, signal);
      if (found?.state === 'open') {
        await context.assertLease();
        await forge.close(found, signal);
        context.log(`Closed ${found.url}.`);
      }
      return { done: true };
    },
  };
}

/** What is merged needs its branch no more; nor does what was withdrawn. */
function tidyStep(parts: GitTargetParts, branch: string): Step<NamespaceSpec> {
  return {
    key: 'tidy',
    title: 'Delete the branch',
    repeatable: true,
    async check(context) {
      const { signal } = context;
      await parts.repository.refresh({ signal });
      return (await parts.repository.tip(branch, signal)) === undefined
        ? { done: true }
        : { done: false, waitingFor: `${branch} to be deleted` };
    },
    do: context => deleteBranch(parts, context, branch),
  };
}
