import {
  compareFields,
  JsonObject,
  PlanItem,
} from '@slipway/plugin-self-service-common';
import {
  AdoptionMode,
  DesiredResource,
  InventoryEntry,
  StepContext,
  StepError,
} from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';
import { takeOver } from '../kind/takeOver';
import { entryFor } from '../live/objects/liveObject';
import { objectFiles, readObjects, requestFile, resourceIdOf } from './files';
import { folderOf } from './folder';
import { GitTargetParts } from './gitTargetParts';
import {
  foreignNames,
  isOwnName,
  listedForeign,
  lostByWriting,
} from './ownFiles';
import { Folder, foldersOfName, readFolder } from './readFolder';

/** What a commit holds of one namespace. */
export type FolderState = {
  /** The folder by the resource as it is wanted; see `folderOf`. */
  path: string;
  folder: Folder;
  /** What a change begins with: the folder, or the one of the former team. */
  base: Folder;
  /** Whether the folder is this resource's. */
  ours: boolean;
  /** Folders that this resource had under another team. */
  former: string[];
  /** Folders in which another namespace of this name stands. */
  taken: string[];
};

/** Reads the folder of a namespace in a commit, and those it may collide with. */
export async function readFolderState(options: {
  parts: GitTargetParts;
  resource: DesiredResource<NamespaceSpec>;
  inventory: readonly InventoryEntry[];
  commit: string | undefined;
  signal: AbortSignal;
}): Promise<FolderState> {
  const { parts, resource, commit, signal } = options;
  const { gitDir } = parts.repository;
  const path = folderOf(parts.settings.cluster, resource);
  const read = (folder: string) =>
    readFolder({ gitDir, commit, folder, signal });
  const folder = await read(path);
  const former: string[] = [];
  const taken: string[] = [];
  let base = folder;
  for (const other of await foldersOfName({
    gitDir,
    commit,
    folder: path,
    signal,
  })) {
    const found = await read(other);
    const isFormer = resourceIdOf(found.files) === resource.id;
    (isFormer ? former : taken).push(other);
    base = isFormer && isEmpty(base) ? found : base;
  }
  const ours = resourceIdOf(folder.files) === resource.id;
  return { path, folder, base, ours, former, taken };
}

/**
 * Whether a folder is as the plan wants it. The record of the request may
 * differ: it says which change came last, and is written with one.
 */
export function isAsPlanned(
  { folder, ours, former }: FolderState,
  items: readonly PlanItem[],
): boolean {
  return ours && former.length === 0 && otherFiles(folder, items).length === 0;
}

export function isEmpty({ files, others }: Folder): boolean {
  return files.size === 0 && others.length === 0;
}

/** Names of our files that are not as the plan wants them. */
export function otherFiles(
  folder: Folder,
  items: readonly PlanItem[],
): string[] {
  const { files, others } = folder;
  const wanted = objectFiles(items, listedForeign(folder));
  const own = [...files.keys()].filter(isOwnName);
  const names = new Set([...wanted.keys(), ...own]);
  names.delete(requestFile);
  return [
    ...[...names].filter(name => files.get(name) !== wanted.get(name)),
    ...others.filter(name => isOwnName(name) && !names.has(name)),
  ].sort();
}

/**
 * Holds a request to what it may write over.
 *
 * @throws StepError when a folder of that name is somebody else's
 */
export function assertMayWrite(
  state: FolderState,
  context: StepContext<NamespaceSpec>,
): void {
  const { resource, plan } = context;
  const [taken] = state.taken;
  if (taken !== undefined) {
    throw new StepError(
      `A namespace ${resource.name} stands in ${taken} already, and a cluster has one of each name`,
      { remedy: 'Choose another name.', permanent: true },
    );
  }
  if (isEmpty(state.folder) || state.ours) {
    return;
  }
  const owner = resourceIdOf(state.folder.files);
  if (owner !== undefined) {
    throw new StepError(
      `${state.path} is there already and belongs to another request: resource ${owner}`,
      {
        remedy:
          'Choose another name, or destroy that resource first. What Slipway made for one resource is never taken over by another.',
        permanent: true,
      },
    );
  }
  assertMayAdopt(state, resource.adoption, plan?.items ?? []);
}

/** @throws StepError when the folder of nobody's may not be taken over */
function assertMayAdopt(
  { path, folder }: FolderState,
  adoption: AdoptionMode,
  items: readonly PlanItem[],
): void {
  if (adoption === 'never') {
    throw new StepError(
      `${path} is there already, and Slipway did not make it`,
      {
        remedy:
          'Choose another name, or request it with adoption if-identical or always to take it over.',
        permanent: true,
      },
    );
  }
  const lost = lostByWriting(folder, items);
  if (lost.length > 0) {
    throw new StepError(
      `${path} is there already, and taking it over would lose what is in it: ${lost.join(
        ', ',
      )}`,
      {
        remedy:
          'Move that into files of other names, which are kept, or choose another name.',
        permanent: true,
      },
    );
  }
  if (adoption === 'if-identical' && !isIdentical(folder, items)) {
    throw new StepError(
      `${path} is there already and differs from what would be written`,
      {
        remedy:
          'Choose another name, or request it with adoption always to take it over.',
        permanent: true,
      },
    );
  }
}

function isIdentical(folder: Folder, items: readonly PlanItem[]): boolean {
  const { objects } = readObjects(folder.files);
  return (
    foreignNames(folder).length === 0 &&
    items.every(item => {
      const found = objects.get(item.key);
      return found !== undefined && differs(item.desired, found).length === 0;
    })
  );
}

/** Our own marks are no difference of what somebody else made. */
function differs(desired: JsonObject, found: JsonObject) {
  return compareFields(desired, found).filter(
    change => !takeOver.isMark(change),
  );
}

/** What the inventory keeps of an object that is committed. */
export function inventoryEntry(path: string, item: PlanItem): InventoryEntry {
  const entry = entryFor(item);
  return {
    ...entry,
    reference: `${entry.reference} in ${path}`,
    identity: { ...entry.identity, folder: path },
  };
}
