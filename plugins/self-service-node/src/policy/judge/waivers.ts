import { Verdict } from '@slipway/plugin-self-service-common';
import { Waiver } from '../file/schema';
import { Policy } from '../Policy';
import { PolicyInput } from '../PolicyInput';

const longestWaiver = 366;
const msPerDay = 86_400_000;

/** What is wrong with the end of a waiver; undefined when nothing. */
export function describeWrongEnd(
  { until }: Waiver,
  now: Date,
): string | undefined {
  const days = (Date.parse(until) - now.getTime()) / msPerDay;
  return days > longestWaiver
    ? `${until} is more than a year away; end it sooner and renew it then.`
    : undefined;
}

/** To the end of its last day in UTC. */
export function isInForce(waiver: Waiver, now: Date): boolean {
  return now.toISOString().slice(0, 10) <= waiver.until;
}

/** The waiver that lets a request pass, if there is one in force. */
export function findWaiver(
  policy: Policy,
  input: PolicyInput,
): NonNullable<Verdict['waiver']> | null {
  const waiver = policy.waivers.find(
    candidate => isInForce(candidate, input.now) && fits(candidate, input),
  );
  return waiver
    ? { until: waiver.until, owner: waiver.owner, reason: waiver.reason }
    : null;
}

/** Such as `team group:default/checkout, environment dev`. */
export function describeMatch({ match }: Waiver): string {
  return Object.entries(match)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');
}

function fits({ match }: Waiver, input: PolicyInput): boolean {
  const actual: Record<keyof Waiver['match'], unknown> = {
    team: input.team.ref,
    name: input.request.name,
    kind: input.kind,
    environment: input.environment.name,
    environmentClass: input.environment.class,
  };
  return Object.entries(actual).every(([key, value]) => {
    const wanted = match[key as keyof Waiver['match']];
    return wanted === undefined || wanted === value;
  });
}
