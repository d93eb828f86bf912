import { Policy } from '../Policy';
import { PolicyInput } from '../PolicyInput';

/** Whether a policy has anything to say about a request. */
export function applies({ match }: Policy, input: PolicyInput): boolean {
  return (
    isListed(match.kinds, input.kind) &&
    isListed(match.actions, input.action, { byName: input.atOnce }) &&
    match.environmentClasses.some(name => name === input.environment.class) &&
    (match.teams === undefined ||
      match.teams.some(ref => ref === input.team.ref))
  );
}

/** `!name` wins over `*` and over the name itself. */
function isListed(
  list: string[],
  name: string,
  { byName = false }: { byName?: boolean } = {},
): boolean {
  const listed = list.includes(name) || (!byName && list.includes('*'));
  return listed && !list.includes(`!${name}`);
}
