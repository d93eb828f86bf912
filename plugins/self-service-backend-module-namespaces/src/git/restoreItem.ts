import { PlanItem } from '@slipway/plugin-self-service-common';
import {
  InventoryEntry,
  StepContext,
  StepError,
} from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';
import { canonicalYaml } from './canonicalYaml';
import { commitFolder, FolderChange } from './commitFolder';
import {
  documentsOf,
  fileOf,
  Files,
  keyOf,
  kustomizationFile,
  kustomizationText,
  readObjects,
  requestFile,
  requestText,
} from './files';
import { folderOf } from './folder';
import { assertMayWrite, FolderState, inventoryEntry } from './folderState';
import { GitTargetParts } from './gitTargetParts';
import { openDriftProposal } from './openDriftProposal';
import { listedForeign } from './ownFiles';

type Context = StepContext<NamespaceSpec>;

/**
 * Puts one object back as it was planned, and leaves the rest of the folder as
 * it is: other differences may be such that are only reported.
 *
 * @throws StepError in mode `branch` while the correction waits to be merged
 */
export async function restoreItem(
  parts: GitTargetParts,
  context: Context,
  item: PlanItem,
): Promise<InventoryEntry> {
  const decide = (state: FolderState) =>
    restoration(parts, context, state, item);
  const { branch, mode } = parts.settings;
  if (mode === 'straight') {
    const commit = await commitFolder({ parts, context, onto: branch, decide });
    if (commit !== undefined) {
      context.log(`Put ${item.key} back in ${commit.slice(0, 8)}.`);
    }
  } else if (await openDriftProposal(parts, context, item, decide)) {
    throw new StepError(`The correction of ${item.key} waits to be merged`, {
      remedy: `Merge it into ${branch}, or set drift of it to be reported.`,
    });
  }
  return inventoryEntry(
    folderOf(parts.settings.cluster, context.resource),
    item,
  );
}

function restoration(
  parts: GitTargetParts,
  context: Context,
  state: FolderState,
  item: PlanItem,
): FolderChange | undefined {
  assertMayWrite(state, context);
  const changed = changedFiles(parts, context, state, item);
  return changed.size === 0
    ? undefined
    : {
        clear: [],
        files: new Map(
          [...changed].map(([name, text]) => [`${state.path}/${name}`, text]),
        ),
      };
}

function changedFiles(
  parts: GitTargetParts,
  context: Context,
  { folder, ours }: FolderState,
  item: PlanItem,
): Map<string, string> {
  const { files } = folder;
  const name = fileOf(item.type);
  const wanted = new Map([[name, withItem(files, name, item, context)]]);
  if (!readObjects(new Map([...files, ...wanted])).objects.has(item.key)) {
    const planned = (context.plan?.items ?? [item]).map(({ type }) =>
      fileOf(type),
    );
    const names = new Set(planned.filter(file => files.has(file)));
    wanted.set(
      kustomizationFile,
      kustomizationText([...names.add(name), ...listedForeign(folder)]),
    );
  }
  if (!ours) {
    wanted.set(requestFile, requestText(context, parts.settings.cluster));
  }
  return new Map(
    [...wanted].filter(([file, text]) => files.get(file) !== text),
  );
}

/**
 * The file with the object as planned and the plan's other objects as they are.
 * What else somebody put there goes: it could keep the file from being applied.
 */
function withItem(
  files: Files,
  name: string,
  item: PlanItem,
  context: Context,
): string {
  const { documents, problem } = documentsOf(files.get(name) ?? '');
  const found = new Map(
    documents.map(document => [keyOf(document), document] as const),
  );
  const objects = (context.plan?.items ?? [item])
    .filter(({ type }) => fileOf(type) === name)
    .flatMap(({ key, desired }) => {
      if (key === item.key) {
        return [item.desired];
      }
      return found.get(key) ?? (problem ? [desired] : []);
    });
  return canonicalYaml(...objects);
}
