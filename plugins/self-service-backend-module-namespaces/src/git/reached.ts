import { runGit } from '@slipway/git';
import {
  InventoryEntry,
  StepContext,
  StepResult,
} from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';
import { folderOf } from './folder';
import { FolderState, inventoryEntry, readFolderState } from './folderState';
import { GitTargetParts } from './gitTargetParts';
import { Wanted } from './wanted';

type Context = StepContext<NamespaceSpec>;

/** What the steps may leave behind when they are interrupted. */
export function mayLeave(
  parts: GitTargetParts,
  { resource, plan }: Context,
): InventoryEntry[] {
  const path = folderOf(parts.settings.cluster, resource);
  return (plan?.items ?? []).map(item => inventoryEntry(path, item));
}

/** The result of a step whose end the target's branch shows, once it does. */
export async function reached(
  parts: GitTargetParts,
  context: Context,
  wanted: Wanted,
): Promise<Extract<StepResult, { done: true }> | undefined> {
  const { repository, settings } = parts;
  const { resource, inventory, signal } = context;
  await repository.refresh({ signal });
  const commit = await repository.tip(settings.branch, signal);
  const state = await readFolderState({
    parts,
    resource,
    inventory,
    commit,
    signal,
  });
  if (!wanted.isReached(state)) {
    return undefined;
  }
  return {
    done: true,
    output: await lastChange(parts, state, commit, signal),
    ...wanted.outcome(state),
  };
}

/** The commit that touched a folder last, for the record. */
async function lastChange(
  { repository, settings }: GitTargetParts,
  { path }: FolderState,
  tip: string | undefined,
  signal: AbortSignal,
) {
  const base = { branch: settings.branch, folder: path };
  if (tip === undefined) {
    return base;
  }
  const commit = await runGit({
    args: ['log', '-1', '--format=%H', tip, '--', path],
    gitDir: repository.gitDir,
    what: `Cannot read the history of ${path}`,
    signal,
  });
  return { ...base, ...(commit.trim() && { commit: commit.trim() }) };
}
