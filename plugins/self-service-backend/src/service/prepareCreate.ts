import { Problem } from '@slipway/plugin-self-service-common';
import { DesiredResource, Kind } from '@slipway/plugin-self-service-node';
import { Engine } from '../ports';
import { findNamesake } from '../store/findNamesake';
import { WantedChange } from './change';
import { checkReason } from './checkReason';
import { parseRequest } from './parseRequest';
import { Requester, standingIn } from './requester';

export type PrepareResult =
  | { ok: true; change: WantedChange }
  | { ok: false; problems: Problem[] };

/**
 * Checks a request for something new as far as its fields go: what they are,
 * whether the name is free, and whether the requester acts for the team.
 */
export async function prepareCreate(
  engine: Engine,
  options: {
    kind: Kind;
    inputs: unknown;
    reason?: string;
    requester: Requester;
    /** Of the resource that it will be, or of the draft's. */
    id: string;
    title?: string;
  },
): Promise<PrepareResult> {
  const { kind, inputs, requester, id } = options;
  const reason = checkReason(options.reason);
  const parsed = await parseRequest(engine, { kind, inputs, id });
  if (!parsed.ok || reason.problems.length > 0) {
    const fromFields = parsed.ok ? [] : parsed.problems;
    return { ok: false, problems: [...fromFields, ...reason.problems] };
  }
  const { desired } = parsed.request;
  const problems = await findObstacles(engine, requester, desired);
  return {
    ok: true,
    change: {
      kind,
      action: 'create',
      title:
        options.title ?? `Create ${kind.title.toLowerCase()} ${desired.name}`,
      inputs: parsed.request.inputs,
      desired,
      previous: null,
      resource: null,
      inventory: [],
      ttl: parsed.request.ttl,
      reason: reason.text,
      requester,
      problems,
    },
  };
}

async function findObstacles(
  engine: Engine,
  requester: Requester,
  desired: DesiredResource,
): Promise<Problem[]> {
  const { kind, name, target, team } = desired;
  const [namesake, standing] = await Promise.all([
    findNamesake(engine.knex, desired),
    standingIn(engine, requester, team),
  ]);
  const problems: Problem[] = [];
  if (namesake) {
    problems.push({
      field: 'name',
      message: `'${name}' is taken: there is a ${kind} of that name in ${target}, owned by ${namesake.team}; choose another name`,
    });
  }
  if (!standing.mayAct) {
    problems.push({ field: 'team', message: notYourTeam(team) });
  }
  return problems;
}

export function notYourTeam(team: string): string {
  return `is ${team}, and you are neither a member nor a lead of it; choose a team of yours, or ask somebody of that team`;
}
