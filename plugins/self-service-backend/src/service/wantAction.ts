import {
  canonicalJson,
  entityRefOf,
  Problem,
} from '@slipway/plugin-self-service-common';
import { DesiredResource } from '@slipway/plugin-self-service-node';
import {
  cloneInput,
  destroyInput,
  transferInput,
  upgradeInput,
} from '../kinds/engineActions';
import { Engine } from '../ports';
import { toDesiredResource } from '../store/rows';
import { WantedChange } from './change';
import { findTeamByName } from './parseRequest';
import type { CheckedAction } from './prepareAction';
import { prepareCreate } from './prepareCreate';
import { problemsOfKind } from './problemsOfKind';

/** What an action wants: a resource that differs, or another one. */
export type WantResult =
  | { ok: true; type: 'change'; desired: DesiredResource; problems: Problem[] }
  | { ok: true; type: 'create'; change: WantedChange }
  | { ok: false; problems: Problem[] };

/** What is wanted once an action is done. */
export async function wantAction(
  engine: Engine,
  checked: CheckedAction,
): Promise<WantResult> {
  const current = toDesiredResource(checked.resource);
  switch (checked.action.id) {
    case 'pause':
      return changed(current, { paused: true });
    case 'wake':
      return changed(current, { paused: false });
    case 'transfer':
      return wantTransfer(engine, checked, current);
    case 'upgrade':
      return wantUpgrade(checked, current);
    case 'clone':
      return wantClone(engine, checked, current);
    case 'destroy':
      return wantDestroy(engine, checked, current);
    default:
      return wantOwnChange(checked, current);
  }
}

function changed(
  current: DesiredResource,
  fields: Partial<DesiredResource>,
  problems: Problem[] = [],
): WantResult {
  const desired = { ...current, ...fields };
  const same = canonicalJson(desired) === canonicalJson(current);
  return {
    ok: true,
    type: 'change',
    desired,
    problems:
      same && problems.length === 0
        ? [{ field: '', message: `${current.name} is like that already` }]
        : problems,
  };
}

function wantOwnChange(
  { kind, action, input }: CheckedAction,
  current: DesiredResource,
): WantResult {
  const own = kind.actions.find(({ id }) => id === action.id);
  if (own?.type !== 'change') {
    throw new Error(`The action '${action.id}' asks for no change`);
  }
  try {
    return changed(current, own.change(current, input));
  } catch (error) {
    return { ok: false, problems: problemsOfKind(error) };
  }
}

async function wantTransfer(
  engine: Engine,
  { input }: CheckedAction,
  current: DesiredResource,
): Promise<WantResult> {
  const { team: asked, costCenter } = transferInput.parse(input);
  const found = await findTeamByName(engine, asked);
  return found.ok
    ? changed(current, {
        team: found.team.ref,
        costCenter: costCenter ?? found.team.costCenter,
      })
    : found;
}

function wantUpgrade(
  { kind, input }: CheckedAction,
  current: DesiredResource,
): WantResult {
  const versions = kind.templateVersions.map(({ version }) => version);
  const at = versions.indexOf(current.templateVersion);
  const newer = at === -1 ? versions : versions.slice(0, at);
  const version = upgradeInput.parse(input).version ?? versions[0];
  const problems = newer.includes(version)
    ? []
    : [
        {
          field: 'version',
          message: `is ${version}, and ${current.name} has ${
            current.templateVersion
          }; ${
            newer.length === 0
              ? 'there is no newer one'
              : `use ${newer.join(', ')}`
          }`,
        },
      ];
  return changed(current, { templateVersion: version }, problems);
}

/** A request for something new: made anew, and nothing secret goes along. */
async function wantClone(
  engine: Engine,
  { kind, input, reason, requester }: CheckedAction,
  current: DesiredResource,
): Promise<WantResult> {
  const asked = cloneInput.parse(input);
  const prepared = await prepareCreate(engine, {
    kind,
    inputs: {
      ...(kind.cloneSpec?.(current) ?? current.spec),
      team: current.team,
      ...(current.system !== null && { system: current.system }),
      ...(current.component !== null && { component: current.component }),
      ...asked,
    },
    reason: reason ?? undefined,
    requester,
    id: engine.newId(),
    title: `Create ${kind.title.toLowerCase()} ${asked.name} as a clone of ${
      current.name
    }`,
  });
  return prepared.ok ? { ...prepared, type: 'create' } : prepared;
}

async function wantDestroy(
  engine: Engine,
  { input, resource }: CheckedAction,
  current: DesiredResource,
): Promise<WantResult> {
  const { confirmName, acceptDependants } = destroyInput.parse(input);
  const problems: Problem[] = [];
  if (confirmName !== resource.name) {
    problems.push({
      field: 'confirmName',
      message: `is not the name; type ${resource.name} to delete it`,
    });
  }
  if (resource.protected) {
    problems.push({
      field: '',
      message: `${resource.name} is protected; have its protection lifted first`,
    });
  }
  const dependants = acceptDependants
    ? []
    : await engine.directory.dependants(entityRefOf(resource));
  if (dependants.length > 0) {
    problems.push({
      field: 'acceptDependants',
      message: `is off, and ${dependants
        .map(({ ref }) => ref)
        .join(', ')} depend on ${
        resource.name
      }; change them first, or turn it on`,
    });
  }
  return { ok: true, type: 'change', desired: current, problems };
}
