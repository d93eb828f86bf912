import { ContextView, TeamView } from '@slipway/plugin-self-service-common';
import { Caller, Engine, Person, Team } from '../../ports';
import { listTargets } from './listTargets';
import { TargetHealth } from './TargetHealth';

/** What a form needs to know: who asks, for which teams, and where. */
export async function getContext(
  engine: Engine,
  health: TargetHealth,
  caller: Caller,
  may: Pick<ContextView, 'mayRequest' | 'mayAudit' | 'mayAdmin'>,
): Promise<ContextView> {
  const [person, teams, targets] = await Promise.all([
    personOf(engine, caller),
    engine.directory.listTeams(),
    listTargets(engine, health),
  ]);
  return {
    person,
    teams: teams
      .map(team => presentTeam(team, person))
      .sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title)),
    targets,
    environments: engine.kinds.environments(),
    ...may,
  };
}

/** A service belongs to no group; it is nobody's until it says for whom it asks. */
export async function personOf(
  engine: Pick<Engine, 'directory'>,
  caller: Caller,
): Promise<Person> {
  if (caller.type === 'user') {
    return engine.directory.person(caller.ref);
  }
  return caller.onBehalfOf === null
    ? { ref: caller.ref, groups: [], led: [], platform: caller.admin }
    : engine.directory.person(caller.onBehalfOf);
}

function presentTeam(team: Team, person: Person): TeamView {
  return {
    ref: team.ref,
    title: team.title,
    costCenter: team.costCenter,
    mine: person.groups.includes(team.ref),
    led: person.led.includes(team.ref),
  };
}

/** One's own first, then those one leads. */
function rank(team: TeamView): number {
  if (team.mine) {
    return 0;
  }
  return team.led ? 1 : 2;
}
