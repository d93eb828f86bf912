import { JsonObject, QuotaEffect } from '@slipway/plugin-self-service-common';
import { Engine, PolicyInput } from '../ports';
import { Commitment, readCommitment } from '../store/readCommitment';
import { ComputedPlan, WantedChange } from './change';
import { inputsOf } from './parseRequest';
import { actingRef } from './requester';

/** What rules may look at, of one change. */
export async function toPolicyInput(
  engine: Engine,
  change: WantedChange,
  computed: ComputedPlan,
  quota: QuotaEffect[],
): Promise<PolicyInput> {
  const { kind, action } = change;
  const [team, requester, cost] = await Promise.all([
    describeTeam(engine, change.desired.team),
    describeRequester(engine, change),
    describeCost(engine, change, computed),
  ]);
  const items = computed.plan?.items ?? [];
  return {
    kind: kind.id,
    action,
    ...(change.atOnce && { atOnce: true }),
    ...describeFields(change),
    team,
    requester,
    environment: describeEnvironment(engine, change),
    items: items.map(({ key, type, desired }) => ({ key, type, desired })),
    cost,
    quota: quota.map((effect): JsonObject => ({ ...effect })),
    costCenters: engine.settings.costCenters,
    now: engine.now(),
  };
}

function describeFields(
  change: WantedChange,
): Pick<PolicyInput, 'request' | 'current'> {
  const { desired, previous, resource, ttl, reason } = change;
  const { paused } = desired;
  return {
    request: {
      // What a change asks for is in what is wanted afterwards.
      ...(change.atOnce && change.inputs),
      ...inputsOf(desired, ttl),
      reason: reason ?? '',
      paused,
    },
    current: previous && {
      ...inputsOf(previous, resource?.ttl ?? null),
      paused: previous.paused,
    },
  };
}

async function describeTeam(engine: Engine, ref: string): Promise<JsonObject> {
  const team = await engine.directory.team(ref);
  return {
    ref,
    title: team?.title ?? ref,
    exists: team !== undefined,
    costCenter: team?.costCenter ?? null,
  };
}

async function describeRequester(
  engine: Engine,
  { requester }: WantedChange,
): Promise<JsonObject> {
  const { groups, led, platform } = await engine.directory.person(
    actingRef(requester),
  );
  return {
    ref: requester.ref,
    type: requester.type,
    onBehalfOf: requester.onBehalfOf ?? null,
    groups,
    led,
    platform,
  };
}

function describeEnvironment(
  engine: Engine,
  { desired }: WantedChange,
): JsonObject {
  const environment = engine.kinds
    .environments()
    .find(({ name }) => name === desired.environment);
  return {
    name: desired.environment,
    class: desired.environmentClass,
    defaultTtl: environment?.defaultTtl ?? null,
    maximumTtl: environment?.maximumTtl ?? null,
  };
}

async function describeCost(
  engine: Engine,
  { desired }: WantedChange,
  { cost, costBefore }: ComputedPlan,
): Promise<JsonObject> {
  const committed = await readCommitment(engine.knex, {
    team: desired.team,
    except: desired.id,
  });
  return {
    currency: engine.settings.prices.currency,
    amount: toNumber(cost?.amount),
    before: toNumber(costBefore?.amount),
    unknown: cost?.unknown ?? [],
    ...describeCommitment(committed),
  };
}

/** What the team pays beside the request; no sum where a price is not known. */
export function describeCommitment({ amount, unknown }: Commitment) {
  return {
    teamCommitted: unknown.length > 0 ? null : toNumber(amount),
    teamUnknown: unknown,
  };
}

/** For comparisons in rules; sums that are shown stay exact decimals. */
function toNumber(amount: string | null | undefined): number | null {
  return amount === null || amount === undefined ? null : Number(amount);
}
