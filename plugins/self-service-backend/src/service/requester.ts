import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { Caller, Engine, Person, Team } from '../ports';

/** Who asks; what the edge knows as a Caller fits. */
export type Requester = Pick<Caller, 'ref' | 'type'> &
  Partial<Pick<Caller, 'onBehalfOf' | 'admin'>>;

/** What somebody is to a team, as far as it lets them act for it. */
export type Standing = {
  /** A member or a lead of it, of the platform, or granted as a service. */
  mayAct: boolean;
  /** Leads it or a group above it, or is of the platform. */
  mayLead: boolean;
  /** Somebody whom a secret can be shown to, not a pipeline that keeps it. */
  isPerson: boolean;
};

/**
 * A requester with references as the catalog writes them, so that nobody is two
 * people by capital letters.
 *
 * @throws InputError when a service asks for somebody who is no user
 */
export function canonicalRequester(requester: Requester): Requester {
  const { ref, type, onBehalfOf } = requester;
  const user = onBehalfOf ? userRef(onBehalfOf) : undefined;
  if (onBehalfOf && user === undefined) {
    throw new InputError(
      `onBehalfOf: '${onBehalfOf}' is no user; use a reference such as user:default/ana.brandt`,
    );
  }
  return {
    ...requester,
    ref: (type === 'user' ? userRef(ref) : undefined) ?? ref,
    onBehalfOf: user ?? null,
  };
}

function userRef(text: string): string | undefined {
  try {
    const ref = parseEntityRef(text);
    return ref.kind.toLocaleLowerCase('en-US') === 'user'
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The person whose rights count: a service may ask for one. */
export function actingRef(requester: Requester): string {
  return requester.onBehalfOf ?? requester.ref;
}

/** Everybody who had a hand in a request; none of them may approve it. */
export function partiesOf(of: {
  requested_by: string;
  on_behalf_of: string | null;
}): string[] {
  return [of.requested_by, ...(of.on_behalf_of ? [of.on_behalf_of] : [])];
}

/**
 * What a requester is to a team. A service that acts for itself may ask for all
 * teams and leads none, unless its token administers self-service; one that acts
 * for a person has that person's rights.
 */
export async function standingIn(
  engine: Engine,
  requester: Requester,
  teamRef: string,
): Promise<Standing> {
  const isPerson = requester.type === 'user' || Boolean(requester.onBehalfOf);
  if (requester.admin || !isPerson) {
    return { mayAct: true, mayLead: requester.admin === true, isPerson };
  }
  const [person, team] = await Promise.all([
    engine.directory.person(actingRef(requester)),
    engine.directory.team(teamRef),
  ]);
  return { ...standingOf(person, teamRef, team), isPerson };
}

function standingOf(
  person: Person,
  teamRef: string,
  team: Team | undefined,
): Omit<Standing, 'isPerson'> {
  const leads =
    person.platform ||
    person.led.includes(teamRef) ||
    (team?.leads.includes(person.ref) ?? false);
  return {
    mayLead: leads,
    mayAct:
      leads ||
      person.groups.includes(teamRef) ||
      (team?.members.includes(person.ref) ?? false),
  };
}
