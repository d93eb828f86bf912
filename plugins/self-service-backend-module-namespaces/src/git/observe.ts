import { GitError, runGit } from '@slipway/git';
import {
  compareFields,
  JsonObject,
  PlanItem,
} from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  InventoryEntry,
  Observation,
  ObservedItem,
} from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';
import { appliedCondition } from './appliedCondition';
import { fileOf, readObjects, resourceIdOf } from './files';
import { folderOf } from './folder';
import { isAsPlanned, otherFiles, readFolderState } from './folderState';
import { GitTargetParts } from './gitTargetParts';
import { foreignNames } from './ownFiles';
import { messageOf } from './place';
import { Folder, readFolder } from './readFolder';

/** A sweep over many namespaces fetches once. */
const maximumAgeMs = 10_000;

type ObserveOptions = {
  resource: DesiredResource<NamespaceSpec>;
  items: PlanItem[];
  inventory: InventoryEntry[];
  signal: AbortSignal;
};

/** What the target's branch holds of a namespace, and what is known of the cluster. */
export async function observeFolder(
  parts: GitTargetParts,
  options: ObserveOptions,
): Promise<Observation> {
  try {
    return await observe(parts, options);
  } catch (error) {
    if (error instanceof GitError) {
      const reason = `${messageOf(error)}.`.replace(/\.+$/, '.');
      return { known: false, reason };
    }
    throw error;
  }
}

async function observe(
  parts: GitTargetParts,
  options: ObserveOptions,
): Promise<Observation> {
  const { repository, settings } = parts;
  const { resource, items, inventory, signal } = options;
  await repository.refresh({ maximumAgeMs, signal });
  const commit = await repository.tip(settings.branch, signal);
  const state = await readFolderState({
    parts,
    resource,
    inventory,
    commit,
    signal,
  });
  const { path, folder } = await standingFolder(parts, options, commit, state);
  const { objects, problems } = readObjects(folder.files);
  const ours = resourceIdOf(folder.files) === resource.id;
  const keys = new Set([...items, ...inventory].map(({ key }) => key));
  const observed = await Promise.all(
    [...keys].map(async (key): Promise<ObservedItem> => {
      const actual = objects.get(key) ?? null;
      const item = items.find(candidate => candidate.key === key);
      return {
        key,
        actual,
        ours: ours && actual !== null,
        managers:
          item && actual
            ? await readManagers(parts, { item, actual, commit, path, signal })
            : {},
      };
    }),
  );
  const applied = await appliedCondition(parts, options);
  return {
    known: true,
    items: observed,
    conditions: [
      committedCondition({
        asPlanned: isAsPlanned(state, items),
        there: ours,
        branch: settings.branch,
        differing: otherFiles(folder, items),
        foreign: foreignNames(folder),
        problems,
      }),
      ...applied.conditions,
    ],
    ...(applied.activeAt && { activeAt: applied.activeAt }),
  };
}

/** Who wrote what differs: whoever committed the file last. */
async function readManagers(
  parts: GitTargetParts,
  of: {
    item: PlanItem;
    actual: JsonObject;
    commit: string | undefined;
    path: string;
    signal: AbortSignal;
  },
): Promise<Record<string, string>> {
  const { item, actual, commit, path, signal } = of;
  const changed = compareFields(item.desired, actual);
  if (changed.length === 0) {
    return {};
  }
  const file = `${path}/${fileOf(item.type)}`;
  const author = await lastAuthor(parts, commit, file, signal);
  return author
    ? Object.fromEntries(changed.map(field => [field.path, author]))
    : {};
}

/** Until a transfer is committed a namespace stands in its former team's folder. */
async function standingFolder(
  parts: GitTargetParts,
  options: ObserveOptions,
  commit: string | undefined,
  state: { path: string; folder: Folder; ours: boolean; former: string[] },
): Promise<{ path: string; folder: Folder }> {
  const [former] = state.former;
  if (state.ours || former === undefined) {
    return {
      path: folderOf(parts.settings.cluster, options.resource),
      folder: state.folder,
    };
  }
  return {
    path: former,
    folder: await readFolder({
      gitDir: parts.repository.gitDir,
      commit,
      folder: former,
      signal: options.signal,
    }),
  };
}

async function lastAuthor(
  { repository }: GitTargetParts,
  commit: string | undefined,
  path: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (commit === undefined) {
    return undefined;
  }
  const answer = await runGit({
    args: ['log', '-1', '--format=%an in commit %h', commit, '--', path],
    gitDir: repository.gitDir,
    what: `Cannot read the history of ${path}`,
    signal,
  });
  return answer.trim() || undefined;
}

function committedCondition(of: {
  asPlanned: boolean;
  there: boolean;
  branch: string;
  differing: string[];
  foreign: string[];
  problems: string[];
}) {
  const left =
    of.foreign.length > 0
      ? ` Others put there, which Slipway leaves alone: ${of.foreign.join(
          ', ',
        )}.`
      : '';
  if (of.asPlanned) {
    return {
      type: 'Committed',
      status: 'true' as const,
      reason: 'AsPlanned',
      message: `The files on ${of.branch} are as planned.${left}`,
    };
  }
  return of.there
    ? {
        type: 'Committed',
        status: 'false' as const,
        reason: 'Differs',
        message: [
          `Files on ${of.branch} differ: ${of.differing.join(', ')}.`,
          ...of.problems,
        ].join(' '),
      }
    : {
        type: 'Committed',
        status: 'false' as const,
        reason: 'Missing',
        message: `Its folder is not on ${of.branch}.`,
      };
}
