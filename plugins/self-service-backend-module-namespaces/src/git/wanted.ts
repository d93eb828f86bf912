import { InventoryEntry, StepContext } from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';
import { FolderChange } from './commitFolder';
import { objectFiles, requestFile, requestText } from './files';
import {
  assertMayWrite,
  FolderState,
  inventoryEntry,
  isAsPlanned,
  isEmpty,
  otherFiles,
} from './folderState';
import { GitTargetParts } from './gitTargetParts';
import { isOwnName, listedForeign } from './ownFiles';

/** What a request wants of the folders of a namespace: them written, or gone. */
export type Wanted = {
  /** Whether a commit has it already. */
  isReached(state: FolderState): boolean;
  /** Whether what people merged in its place is something to go on with. */
  canBeKept(state: FolderState): boolean;
  /** Paths of what is not as wanted, for people. */
  differing(state: FolderState): string[];
  change(state: FolderState): FolderChange;
  /** What is in the inventory, and what no longer is, when it is reached. */
  outcome(state: FolderState): {
    inventory: InventoryEntry[];
    removed: string[];
  };
};

/** The folder of the plan. */
export function wantedByPlan(
  parts: GitTargetParts,
  context: StepContext<NamespaceSpec>,
): Wanted {
  const items = context.plan?.items ?? [];
  return {
    isReached: state => isAsPlanned(state, items),
    canBeKept: ({ ours, former }) => ours && former.length === 0,
    differing: ({ path, folder, ours, former }) => [
      ...otherFiles(folder, items).map(name => `${path}/${name}`),
      ...(ours ? [] : [`${path}/${requestFile}`]),
      ...former,
    ],
    change(state) {
      assertMayWrite(state, context);
      const { base, path, former } = state;
      const files = objectFiles(items, listedForeign(base)).set(
        requestFile,
        requestText(context, parts.settings.cluster),
      );
      const [moved] = isEmpty(state.folder) ? former : [];
      const unwanted = [...base.files.keys(), ...base.others].filter(
        name => isOwnName(name) && !files.has(name),
      );
      return {
        ...(moved !== undefined && { move: { from: moved, to: path } }),
        clear: [
          ...former.filter(other => other !== moved),
          ...unwanted.map(name => `${path}/${name}`),
        ],
        files: new Map(
          [...files].map(([name, text]) => [`${path}/${name}`, text]),
        ),
      };
    },
    outcome({ path }) {
      const keys = new Set(items.map(({ key }) => key));
      return {
        inventory: items.map(item => inventoryEntry(path, item)),
        removed: context.inventory
          .map(({ key }) => key)
          .filter(key => !keys.has(key)),
      };
    },
  };
}

/** Nothing that is ours. A folder that is another's is left alone. */
export function wantedGone(
  { status }: GitTargetParts,
  context: StepContext<NamespaceSpec>,
): Wanted {
  const foldersOf = (state: FolderState) => [
    ...(state.ours ? [state.path] : []),
    ...state.former,
  ];
  return {
    isReached: state => foldersOf(state).length === 0,
    canBeKept: () => false,
    differing: foldersOf,
    change: state => ({ clear: foldersOf(state), files: new Map() }),
    outcome: () => ({
      inventory: [],
      // Where a cluster can be asked it is in the inventory until it is gone there.
      removed: status ? [] : context.inventory.map(({ key }) => key),
    }),
  };
}
