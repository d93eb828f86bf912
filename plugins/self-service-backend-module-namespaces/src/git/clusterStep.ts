import {
  Observation,
  Step,
  StepContext,
  StepResult,
} from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';
import { NamespaceTarget } from '../targets/NamespaceTarget';
import { differingFrom } from './appliedCondition';
import { readObjects } from './files';
import { GitTargetParts } from './gitTargetParts';
import { readTarget } from './reached';

type Context = StepContext<NamespaceSpec>;
type Seen = Extract<Observation, { known: true }>;

/**
 * Waits until the cluster has what the branch has: a commit alone is a wish.
 * What a reviewer merged in place of the plan is what is waited for.
 */
export function appliedStep(
  parts: GitTargetParts,
  status: NamespaceTarget,
): Step<NamespaceSpec> {
  return waitingStep({
    key: 'applied',
    title: `Wait until it stands in ${status.title}`,
    async look(context) {
      const { resource, plan, inventory, signal } = context;
      const { state } = await readTarget(parts, context);
      const { objects } = readObjects(state.folder.files);
      const items = (plan?.items ?? []).flatMap(item => {
        const desired = objects.get(item.key);
        return desired ? [{ ...item, desired }] : [];
      });
      const seen = await status.observe({ resource, items, inventory, signal });
      return answer(status, seen, known => {
        const open = differingFrom(items, known).map(({ key }) => key);
        return open.length === 0
          ? { done: true, output: { cluster: status.name } }
          : {
              done: false,
              waitingFor: `a controller to apply ${open.join(', ')} in ${
                status.title
              }`,
            };
      });
    },
  });
}

/** Waits until the cluster has nothing of it, then forgets it. */
export function goneStep(status: NamespaceTarget): Step<NamespaceSpec> {
  return waitingStep({
    key: 'gone',
    title: `Wait until all of it is gone from ${status.title}`,
    async look({ resource, inventory, signal }) {
      const seen = await status.observe({
        resource,
        items: [],
        inventory,
        signal,
      });
      return answer(status, seen, known => {
        const left = known.items
          .filter(({ actual, ours }) => actual !== null && ours)
          .map(({ key }) => key);
        return left.length === 0
          ? { done: true, removed: inventory.map(({ key }) => key) }
          : {
              done: false,
              waitingFor: `a controller to remove ${left.join(', ')} from ${
                status.title
              }`,
            };
      });
    },
  });
}

function answer(
  status: NamespaceTarget,
  seen: Observation,
  judge: (known: Seen) => StepResult,
): StepResult {
  return seen.known
    ? judge(seen)
    : { done: false, waitingFor: `${status.title}: ${seen.reason}` };
}

function waitingStep(of: {
  key: string;
  title: string;
  look(context: Context): Promise<StepResult>;
}): Step<NamespaceSpec> {
  const { key, title, look } = of;
  return { key, title, repeatable: true, check: look, do: look };
}
