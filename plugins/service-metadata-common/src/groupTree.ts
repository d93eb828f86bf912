import type { Entity } from '@backstage/catalog-model';
import { readGroupMetadata } from './readServiceMetadata';

/** Who is where in the catalog's groups, and who leads what. */
export type GroupTree = {
  /** Leads of the group and of those above it, nearest first. */
  leadsOf(groupRef: string): string[];
  /** Groups that a user leads, with all below them. */
  ledBy(userRef: string): string[];
  /** Direct members of a group. */
  membersOf(groupRef: string): string[];
  /** Groups that a user is a direct member of. */
  groupsOf(userRef: string): string[];
};

type Links = ReadonlyMap<string, readonly string[]>;

/** The entity's full reference in lower case. */
function refOf({ kind, metadata }: Entity): string {
  const { name, namespace = 'default' } = metadata;
  return `${kind}:${namespace}/${name}`.toLowerCase();
}

function linksOf(groups: readonly Entity[], type: string): Links {
  return new Map(
    groups.map(group => [
      refOf(group),
      (group.relations ?? [])
        .filter(relation => relation.type === type)
        .map(({ targetRef }) => targetRef.toLowerCase()),
    ]),
  );
}

/** The start and all that it leads to. A loop ends where it began. */
function follow(start: string, links: Links): string[] {
  const found = new Set([start]);
  // The set grows while it is walked.
  for (const ref of found) {
    links.get(ref)?.forEach(next => found.add(next));
  }
  return [...found];
}

function invert(links: Links): Links {
  const inverted = new Map<string, string[]>();
  for (const [from, targets] of links) {
    for (const to of targets) {
      inverted.set(to, [...(inverted.get(to) ?? []), from]);
    }
  }
  return inverted;
}

/**
 * Reads the tree of groups from all group entities, with their relations and
 * annotations. Who leads a group (`slipway.dev/lead`) leads the groups below it
 * too.
 */
export function readGroupTree(groups: readonly Entity[]): GroupTree {
  const children = linksOf(groups, 'parentOf');
  const parents = linksOf(groups, 'childOf');
  const members = linksOf(groups, 'hasMember');
  const memberships = invert(members);
  const leads: Links = new Map(
    groups.map(group => {
      const { lead } = readGroupMetadata(group);
      return [refOf(group), lead ? [lead] : []];
    }),
  );
  const led = invert(leads);
  const unique = (refs: string[]) => [...new Set(refs)];
  return {
    leadsOf: groupRef =>
      unique(follow(groupRef, parents).flatMap(ref => leads.get(ref) ?? [])),
    ledBy: userRef =>
      unique((led.get(userRef) ?? []).flatMap(ref => follow(ref, children))),
    membersOf: groupRef => [...(members.get(groupRef) ?? [])],
    groupsOf: userRef => [...(memberships.get(userRef) ?? [])],
  };
}
