import { StepContext, StepResult } from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';
import { GitTargetParts } from './gitTargetParts';

/** Deletes the branch of a proposal, if it is there. */
export async function deleteBranch(
  { repository }: GitTargetParts,
  context: StepContext<NamespaceSpec>,
  branch: string,
): Promise<StepResult> {
  const { signal } = context;
  await repository.refresh({ signal });
  const from = await repository.tip(branch, signal);
  if (from === undefined) {
    return { done: true };
  }
  await context.assertLease();
  const moved = await repository.move({ branch, from, to: null, signal });
  return moved === 'done'
    ? { done: true }
    : { done: false, waitingFor: `${branch} to be deleted` };
}
