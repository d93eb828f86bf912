import {
  findHostileInput,
  JsonObject,
  Problem,
} from '@slipway/plugin-self-service-common';
import { Kind } from '@slipway/plugin-self-service-node';
import { findAction } from '../kinds/actionsOf';
import { ActionDefinition } from '../kinds/engineActions';
import { Engine } from '../ports';
import { findOpenRequest } from '../store/findOpenRequest';
import { readInventory } from '../store/inventory';
import { ResourceRow, toDesiredResource } from '../store/rows';
import { checkReason } from './checkReason';
import { PrepareResult } from './prepareCreate';
import { problemsOf } from './parseRequest';
import {
  canonicalRequester,
  Requester,
  Standing,
  standingIn,
} from './requester';
import { wantAction } from './wantAction';

/** An action on a resource whose input, state and requester are all right. */
export type CheckedAction = {
  kind: Kind;
  action: ActionDefinition;
  resource: ResourceRow;
  input: JsonObject;
  reason: string | null;
  requester: Requester;
  /** Of a repetition of what is done at once. */
  actedKey?: string;
};

export type ActionCheck =
  | { ok: true; checked: CheckedAction }
  | {
      ok: false;
      problems: Problem[];
      /** What it is that keeps them from it. */
      because: 'right' | 'state' | 'input';
    };

export type ActionOptions = {
  resource: ResourceRow;
  action: string;
  input: JsonObject;
  reason?: string;
  requester: Requester;
};

/**
 * Checks what every action has in common: that it is offered now, that the
 * requester may, and that its fields are right.
 *
 * @throws NotFoundError when the kind has no such action
 */
export async function checkAction(
  engine: Engine,
  options: ActionOptions,
): Promise<ActionCheck> {
  const { resource } = options;
  const requester = canonicalRequester(options.requester);
  const kind = engine.kinds.get(resource.kind);
  const action = findAction(kind, options.action);
  const standing = await standingIn(engine, requester, resource.team);
  const whyNot = whyNotOffered(action, resource, standing);
  if (whyNot) {
    return {
      ok: false,
      problems: [{ field: '', message: whyNot.message }],
      because: whyNot.because,
    };
  }
  const own = kind.actions.find(({ id }) => id === action.id);
  const not = own?.whyNot?.(toDesiredResource(resource));
  if (not !== undefined) {
    return {
      ok: false,
      problems: [{ field: '', message: not }],
      because: 'state',
    };
  }
  const reason = checkReason(options.reason, { required: action.reasonNeeded });
  const parsed = parseInput(action, options.input);
  const problems = [...(parsed.ok ? [] : parsed.problems), ...reason.problems];
  if (!parsed.ok || problems.length > 0) {
    return { ok: false, problems, because: 'input' };
  }
  return {
    ok: true,
    checked: {
      kind,
      action,
      resource,
      input: parsed.input,
      reason: reason.text,
      requester,
    },
  };
}

function parseInput(
  action: ActionDefinition,
  input: JsonObject,
): { ok: true; input: JsonObject } | { ok: false; problems: Problem[] } {
  const hostile = findHostileInput(input);
  if (hostile.length > 0) {
    return { ok: false, problems: hostile };
  }
  const parsed = action.schema.safeParse(
    // A form sends a field that was left empty as an empty text.
    Object.fromEntries(
      Object.entries(input).filter(([, value]) => value !== ''),
    ),
  );
  return parsed.success
    ? // What a schema of JSON gives is JSON.
      { ok: true, input: parsed.data as JsonObject }
    : { ok: false, problems: problemsOf(parsed) };
}

/** Why an action cannot be asked for now, in a sentence; undefined when it can. */
export function whyNotOffered(
  action: ActionDefinition,
  resource: Pick<ResourceRow, 'name' | 'state' | 'team'>,
  standing: Standing,
): { message: string; because: 'right' | 'state' } | undefined {
  if (!standing.mayAct || (action.right === 'leads' && !standing.mayLead)) {
    const who = action.right === 'leads' ? 'who lead' : 'of';
    return {
      message: `${action.title} is for those ${who} ${resource.team}, and for platform engineers; ask one of them`,
      because: 'right',
    };
  }
  if (action.type === 'issue' && !standing.isPerson) {
    return {
      message: `${action.title} is for people: what it gives is shown once to whoever answers for it; name that person with onBehalfOf`,
      because: 'right',
    };
  }
  return action.states.includes(resource.state)
    ? undefined
    : {
        message: `${resource.name} is ${resource.state}; ${
          action.title
        } is possible when it is ${action.states.join(' or ')}`,
        because: 'state',
      };
}

/**
 * Checks an action that asks for a change, down to what is wanted afterwards.
 * It goes the way of every request from there: plan, judgement, approval.
 */
export async function prepareAction(
  engine: Engine,
  checked: CheckedAction,
): Promise<PrepareResult> {
  const { kind, action, resource, reason, requester, input } = checked;
  const wanted = await wantAction(engine, checked);
  if (!wanted.ok || wanted.type === 'create') {
    return wanted;
  }
  const problems = [...wanted.problems];
  const open = await findOpenRequest(engine.knex, resource.id);
  if (open) {
    problems.push({
      field: '',
      message: `${resource.name} has an open request already: '${
        open.title
      }' is ${open.state}; ${
        open.state === 'failed'
          ? 'retry it or roll it back first'
          : 'wait for it to end, or cancel it first'
      }`,
    });
  }
  return {
    ok: true,
    change: {
      kind,
      action: action.id,
      title: `${action.title} ${resource.name}`,
      inputs: input,
      desired: wanted.desired,
      previous: toDesiredResource(resource),
      resource,
      inventory: await readInventory(engine.knex, resource.id),
      ttl: resource.ttl,
      reason,
      requester,
      problems,
    },
  };
}
