import { ApprovalNeed } from '@slipway/plugin-self-service-common';
import { Engine } from '../ports';

/** Somebody who may decide, and by what. */
export type Approver = { ref: string; as: string };

/**
 * Who may decide on a request, from the catalog as it is now: the leads of the
 * owning team, nearest first, then the members of the named groups.
 *
 * @param parties - whoever asked; left out where duties are separated
 */
export async function resolveApprovers(
  engine: Engine,
  options: {
    need: Pick<ApprovalNeed, 'approvers' | 'separationOfDuty'>;
    team: string;
    parties: readonly string[];
  },
): Promise<Approver[]> {
  const { need, team: teamRef, parties } = options;
  const team = need.approvers.leads
    ? await engine.directory.team(teamRef)
    : undefined;
  const groups = await Promise.all(
    need.approvers.groups.map(ref => engine.directory.team(ref)),
  );
  const found = new Map<string, string>();
  const add = (people: readonly string[], as: string) => {
    for (const ref of people) {
      found.set(ref, found.get(ref) ?? as);
    }
  };
  add(team?.leads ?? [], `lead of ${teamRef}`);
  for (const group of groups) {
    add(group?.members ?? [], `member of ${group?.ref}`);
  }
  return [...found]
    .map(([ref, as]) => ({ ref, as }))
    .filter(({ ref }) => !need.separationOfDuty || !parties.includes(ref));
}
