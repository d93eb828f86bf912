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
type Done = Extract<StepResult, { done: true }>;

/** What the steps may leave behind when they are interrupted. */
export function mayLeave(
  parts: GitTargetParts,
  { resource, plan }: Context,
): InventoryEntry[] {
  const path = folderOf(parts.settings.cluster, resource);
  return (plan?.items ?? []).map(item => inventoryEntry(path, item));
}

/** What the target's branch holds of the namespace, as of now. */
export async function readTarget(
  parts: GitTargetParts,
  { resource, inventory, signal }: Context,
): Promise<{ state: FolderState; commit: string | undefined }> {
  const { repository, settings } = parts;
  await repository.refresh({ signal });
  const commit = await repository.tip(settings.branch, signal);
  const state = await readFolderState({
    parts,
    resource,
    inventory,
    commit,
    signal,
  });
  return { state, commit };
}

/** The result of a step whose end the target's branch shows, once it does. */
export async function reached(
  parts: GitTargetParts,
  context: Context,
  wanted: Wanted,
): Promise<Done | undefined> {
  const { state, commit } = await readTarget(parts, context);
  return wanted.isReached(state)
    ? outcomeOf(parts, context, { wanted, state, commit })
    : undefined;
}

/** The result of a step that ends with what the target's branch holds. */
export async function outcomeOf(
  parts: GitTargetParts,
  { signal }: Context,
  of: { wanted: Wanted; state: FolderState; commit: string | undefined },
): Promise<Done> {
  const { wanted, state, commit } = of;
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
