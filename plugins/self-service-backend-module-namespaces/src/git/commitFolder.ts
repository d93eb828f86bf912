import { setTimeout as sleep } from 'node:timers/promises';
import { StepContext, StepError } from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';
import { commitMessage } from './commitMessage';
import { exclusively } from './exclusively';
import { FolderState, readFolderState } from './folderState';
import { GitTargetParts } from './gitTargetParts';
import { writeCommit } from './writeCommit';

const attempts = 20;

/** What a commit does to the folders of a namespace. */
export type FolderChange = {
  /** A folder that goes elsewhere with all that is in it, before the rest. */
  move?: { from: string; to: string };
  /** Folders and files that are removed before others are written. */
  clear: string[];
  /** Texts by path within the repository. */
  files: Map<string, string>;
};

/**
 * Commits a change of a namespace's folders onto the target's branch, and moves
 * a branch there by compare-and-set. Whoever is faster is read again: `decide`
 * is asked anew for what is there then.
 *
 * @param options.onto - the branch that is moved; the target's own, or that of
 * a proposal, which is written over
 * @param options.decide - the change, or undefined when there is nothing to do
 * @returns the new commit, or undefined when there was nothing to do
 */
export async function commitFolder(options: {
  parts: GitTargetParts;
  context: StepContext<NamespaceSpec>;
  onto: string;
  decide(
    state: FolderState,
    base: string | undefined,
  ): FolderChange | undefined;
}): Promise<string | undefined> {
  const { parts, context, onto } = options;
  const { repository } = parts;
  return exclusively(`write ${repository.gitDir}`, async () => {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const result = await tryToCommit(options);
      if (result !== 'moved') {
        return result.commit;
      }
      context.log(`Somebody else wrote to ${onto} first; looking again.`);
      await sleep(Math.random() * 50 * 2 ** Math.min(attempt, 5), undefined, {
        signal: context.signal,
      });
    }
    throw new StepError(`${onto} is written to all the time`, {
      remedy: 'Nothing to do: it is tried again.',
    });
  });
}

async function tryToCommit(
  options: Parameters<typeof commitFolder>[0],
): Promise<'moved' | { commit: string | undefined }> {
  const { parts, context, onto, decide } = options;
  const { repository, settings } = parts;
  const { resource, inventory, signal } = context;
  await repository.refresh({ signal });
  const base = await repository.tip(settings.branch, signal);
  const state = await readFolderState({
    parts,
    resource,
    inventory,
    commit: base,
    signal,
  });
  const change = decide(state, base);
  if (!change) {
    return { commit: undefined };
  }
  const commit = await writeCommit({
    gitDir: repository.gitDir,
    parent: base,
    ...change,
    message: commitMessage(context),
    author: settings.author,
    at: context.now(),
    draft: context.resource.id,
    signal,
  });
  const from =
    onto === settings.branch ? base : await repository.tip(onto, signal);
  await context.assertLease();
  const moved = await repository.move({
    branch: onto,
    from: from ?? null,
    to: commit,
    signal,
  });
  return moved === 'moved' ? 'moved' : { commit };
}
