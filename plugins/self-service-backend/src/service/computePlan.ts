import { isError } from '@backstage/errors';
import {
  diffItems,
  FieldChange,
  FoundItem,
  ItemChange,
  Plan,
  Problem,
} from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  Kind,
  ObservedItem,
  orAborted,
} from '@slipway/plugin-self-service-node';
import { redactText } from '../audit/redactSecrets';
import { Engine } from '../ports';
import { ComputedPlan, WantedChange } from './change';

/** A target that is slow must not keep a form waiting. */
const observeWithin = 5_000;

/**
 * What a change comes to: the kind's plan, what it does to what is there, and
 * what it costs a month.
 *
 * @throws InputError from the kind, for a template version it does not know
 */
export async function computePlan(
  engine: Engine,
  change: WantedChange,
): Promise<ComputedPlan> {
  const { kind, action, desired, previous, inventory } = change;
  const at = engine.now();
  const destroys = action === 'destroy';
  const plan = destroys ? null : kind.plan(desired);
  const before = previous ? planOfOld(kind, previous) ?? null : null;
  const found = await observe(engine, change, plan ?? before);
  const changes = diffItems({
    desired: plan?.items ?? [],
    // What could not be read is taken to be as it was left.
    found: found ?? before?.items.map(toFound),
    made: inventory.map(entry => ({ ...entry, title: entry.reference })),
  });
  return {
    plan,
    changes,
    observed: found !== undefined,
    policyVersion: engine.policies.version(),
    cost: plan ? engine.prices.estimate(plan.demands, at) : null,
    costBefore: before ? engine.prices.estimate(before.demands, at) : null,
    problems:
      previous === null ? adoptionProblems(change, plan, found, changes) : [],
  };
}

/**
 * The plan of what stands; undefined when the kind has dropped the version of
 * its template. That keeps nobody from upgrading or deleting it.
 */
export function planOfOld(
  kind: Kind,
  resource: DesiredResource,
): Plan | undefined {
  try {
    return kind.plan(resource);
  } catch (error) {
    if (isError(error) && error.name === 'InputError') {
      return undefined;
    }
    throw error;
  }
}

async function observe(
  engine: Engine,
  change: WantedChange,
  plan: Plan | null,
): Promise<ObservedItem[] | undefined> {
  if (!plan) {
    return undefined;
  }
  try {
    const signal = AbortSignal.timeout(observeWithin);
    const observation = await orAborted(signal, () =>
      change.kind.observe({
        resource: change.previous ?? change.desired,
        plan,
        inventory: change.inventory,
        signal,
      }),
    );
    return observation.known ? observation.items : undefined;
  } catch (error) {
    engine.logger.warn(
      `What is there of ${change.desired.name} in ${
        change.desired.target
      } could not be read: ${redactText(String(error))}`,
    );
    return undefined;
  }
}

/** What the steps would refuse as well, said before anybody approves it. */
function adoptionProblems(
  { kind, desired }: WantedChange,
  plan: Plan | null,
  found: ObservedItem[] | undefined,
  changes: ItemChange[],
): Problem[] {
  const foreign = (found ?? []).flatMap(({ key, actual, ours }) =>
    actual !== null && !ours ? [{ key, actual }] : [],
  );
  if (foreign.length === 0) {
    return [];
  }
  const refusals = foreign.flatMap(({ key, actual }) => {
    const item = plan?.items.find(candidate => candidate.key === key);
    const reason = item && kind.takeOver?.whyNot(item, actual);
    return reason ? [`${key} ${reason}`] : [];
  });
  if (refusals.length > 0) {
    return [
      {
        field: 'name',
        message: `is taken in ${desired.target}: ${refusals.join(
          '; ',
        )}; choose another name`,
      },
    ];
  }
  switch (desired.adoption) {
    case 'always':
      return [];
    case 'never':
      return [takenProblem(kind, desired, foreign)];
    default:
      return differenceProblems(kind, changes);
  }
}

function takenProblem(
  kind: Kind,
  { target }: DesiredResource,
  foreign: Array<{ key: string }>,
): Problem {
  const names = foreign.map(({ key }) => key).join(', ');
  const remedy = kind.adoptable
    ? 'choose another name, or ask for it to be taken over'
    : 'choose another name';
  return {
    field: 'name',
    message: `is taken in ${target} by something that Slipway did not make (${names}); ${remedy}`,
  };
}

/** What is identical has all of it, and differs in nothing but our marks. */
function differenceProblems(kind: Kind, changes: ItemChange[]): Problem[] {
  const isMark = (field: FieldChange) => kind.takeOver?.isMark(field) ?? false;
  const differing = changes
    .filter(
      ({ operation, fields }) =>
        operation === 'create' || !fields.every(isMark),
    )
    .map(({ key, operation }) =>
      operation === 'create' ? `${key} (missing)` : key,
    );
  return differing.length === 0
    ? []
    : [
        {
          field: 'adoption',
          message: `is if-identical, and what is there differs from the plan in ${differing.join(
            ', ',
          )}; ask for "always" to have it changed, or choose another name`,
        },
      ];
}

function toFound(item: { key: string; desired: FoundItem['actual'] }) {
  return { key: item.key, actual: item.desired };
}
