import { PlanItem } from '@slipway/plugin-self-service-common';
import { DesiredResource, StepError } from '@slipway/plugin-self-service-node';
import { takeOver } from '../../kind/takeOver';
import { identityOfItem, LiveObject, referenceOf } from '../objects/liveObject';
import { differences } from '../objects/ownView';

const NAMED_DIFFERENCES = 5;

/** What Kubernetes itself puts into each namespace. */
const madeByKubernetes = ['ServiceAccount default'];

/**
 * Decides about something that is there and not ours: whether it may be taken
 * over. What another resource of Slipway has made never is.
 *
 * @param differing - what is not as the plan has it, over all that would be
 *   taken over together
 * @throws StepError, permanent, with the way to take it over or around it
 */
export async function assertAdoptable(
  resource: Pick<DesiredResource, 'adoption'>,
  item: PlanItem,
  live: LiveObject,
  differing: () => Promise<string[]>,
): Promise<void> {
  const { kind, name } = identityOfItem(item);
  const what = referenceOf(identityOfItem(item));
  const reason = takeOver.whyNot(item, live.raw);
  if (reason !== undefined) {
    throw new StepError(`${what} is there already and ${reason}`, {
      remedy:
        'Choose another name, or let whoever has it destroy it or give it up first. What is said to be of one team or one request is never taken over by another.',
      permanent: true,
    });
  }
  if (
    resource.adoption === 'always' ||
    madeByKubernetes.includes(`${kind} ${name}`)
  ) {
    return;
  }
  if (resource.adoption === 'never') {
    throw new StepError(
      `${what} is there already, and Slipway did not make it`,
      {
        remedy:
          'Choose another name, or request it with adoption if-identical or always to take it over.',
        permanent: true,
      },
    );
  }
  const found = await differing();
  if (found.length > 0) {
    throw new StepError(
      `${what} is there already and is not as it would be made: ${listSome(
        found,
      )}`,
      {
        remedy:
          'Make it identical, or request it with adoption always to take it over and change these fields.',
        permanent: true,
      },
    );
  }
}

/**
 * What of some items is not as the plan has it, apart from the marks that
 * taking over sets. One that is missing differs.
 */
export function describeDifferences(
  items: PlanItem[],
  found: Map<string, LiveObject>,
): string[] {
  return items.flatMap(item => {
    const live = found.get(item.key);
    if (!live) {
      return [`${item.key} is missing`];
    }
    return differences(live, item.desired)
      .filter(change => !takeOver.isMark(change))
      .map(({ path }) => `${item.key}: ${path}`);
  });
}

function listSome(all: string[]): string {
  const rest = all.length - NAMED_DIFFERENCES;
  return `${all.slice(0, NAMED_DIFFERENCES).join('; ')}${
    rest > 0 ? `; and ${rest} more` : ''
  }`;
}
