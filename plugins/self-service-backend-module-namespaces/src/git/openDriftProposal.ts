import { PlanItem } from '@slipway/plugin-self-service-common';
import { StepContext } from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';
import { commitFolder, FolderChange } from './commitFolder';
import { titleOf } from './commitMessage';
import { deleteBranch } from './deleteBranch';
import { FolderState, isAsPlanned, readFolderState } from './folderState';
import { GitTargetParts } from './gitTargetParts';
import { pullRequestText } from './pullRequest/pullRequestText';
import { wantedByPlan } from './wanted';

type Context = StepContext<NamespaceSpec>;

/**
 * Proposes what was planned, where nothing is written without a review: one
 * branch and at most one open pull request for each namespace, however often
 * its drift is seen. One that people closed is not opened again.
 *
 * @returns whether something waits to be merged
 */
export async function openDriftProposal(
  parts: GitTargetParts,
  context: Context,
  item: PlanItem,
  restore: (state: FolderState) => FolderChange | undefined,
): Promise<boolean> {
  const { forge, settings } = parts;
  const branch = `provision/drift-${context.resource.id}`;
  if (!restore(await stateOn(parts, context, settings.branch))) {
    await deleteBranch(parts, context, branch);
    return false;
  }
  const { plan } = context;
  const proposed = await stateOn(parts, context, branch);
  if (plan === null || !isAsPlanned(proposed, plan.items)) {
    await commitFolder({
      parts,
      context,
      onto: branch,
      // All at once where the plan is known: a branch for each would conflict.
      decide: plan ? wantedByPlan(parts, context).change : restore,
    });
    context.log(`Proposed ${item.key} as planned on ${branch}.`);
  }
  const { signal } = context;
  const found = await forge?.find(branch, signal);
  if (forge && found?.state !== 'open' && found?.state !== 'closed') {
    await context.assertLease();
    await forge.open({
      branch,
      base: settings.branch,
      title: titleOf(context),
      body: pullRequestText(parts, context),
      signal,
    });
  }
  return true;
}

async function stateOn(
  parts: GitTargetParts,
  context: Context,
  branch: string,
): Promise<FolderState> {
  const { resource, inventory, signal } = context;
  await parts.repository.refresh({ signal });
  const commit = await parts.repository.tip(branch, signal);
  return readFolderState({ parts, resource, inventory, commit, signal });
}
