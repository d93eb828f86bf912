import {
  Step,
  StepContext,
  StepError,
  StepResult,
} from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';
import { FolderState } from './folderState';
import { Forge, PullRequest } from './forge';
import { GitTargetParts } from './gitTargetParts';
import { outcomeOf, readTarget } from './reached';
import { Wanted } from './wanted';

type Context = StepContext<NamespaceSpec>;
type Done = Extract<StepResult, { done: true }>;

/** How often a proposal is looked at that waits for people. */
const lookAgainMs = 30_000;

/** Waits for people; what they merged is done, also when they edited it first. */
export function mergeStep(
  parts: GitTargetParts,
  branch: string,
  want: (context: Context) => Wanted,
): Step<NamespaceSpec> {
  const { forge, settings } = parts;
  const look = async (context: Context): Promise<StepResult> => {
    const wanted = want(context);
    const { signal } = context;
    // Asked before the branch is read: what was merged by then is in it.
    const found = await forge?.find(branch, signal);
    const { state, commit } = await readTarget(parts, context);
    if (wanted.isReached(state)) {
      const done = await outcomeOf(parts, context, { wanted, state, commit });
      return withMerger(done, await mergedOf(forge, found, branch, signal));
    }
    assertNotClosed(found);
    if (found?.state === 'merged') {
      assertCanBeKept(wanted, state, found);
      context.log(
        `${found.url} was merged with changes: ${wanted
          .differing(state)
          .join(', ')}.`,
      );
      const done = await outcomeOf(parts, context, { wanted, state, commit });
      return withMerger(done, found);
    }
    const what = found ? `pull request ${found.url}` : `branch ${branch}`;
    return {
      done: false,
      waitingFor: `${what} to be merged into ${settings.branch}`,
      retryAfterMs: lookAgainMs,
    };
  };
  return {
    key: 'merge',
    title: `Wait until it is merged into ${settings.branch}`,
    repeatable: true,
    check: look,
    do: look,
  };
}

/** It may have been merged right after it was looked at. */
async function mergedOf(
  forge: Forge | undefined,
  found: PullRequest | undefined,
  branch: string,
  signal: AbortSignal,
): Promise<PullRequest | undefined> {
  return found?.state === 'open' ? forge?.find(branch, signal) : found;
}

function withMerger(done: Done, found: PullRequest | undefined): Done {
  const output = {
    ...done.output,
    ...(found?.mergedBy && { mergedBy: found.mergedBy }),
  };
  return { ...done, output };
}

/** @throws StepError that cancels the request, of which nothing was merged */
export function assertNotClosed(found: PullRequest | undefined): void {
  if (found?.state === 'closed') {
    throw new StepError(`${found.url} was closed without being merged`, {
      remedy: 'Ask again, or reopen the pull request and retry.',
      cancels: true,
    });
  }
}

/**
 * Fields that a reviewer changed are for drift to tell. A folder that is gone
 * or has lost its mark, or one that was to go and is still there, is not.
 */
function assertCanBeKept(
  wanted: Wanted,
  state: FolderState,
  found: PullRequest,
): void {
  if (!wanted.canBeKept(state)) {
    throw new StepError(
      `${found.url} was merged, but what it proposed is not there: ${wanted
        .differing(state)
        .join(', ')}`,
      {
        remedy: 'Commit by hand what it proposed, then retry.',
        permanent: true,
      },
    );
  }
}
