import { z } from 'zod';
import { LiveObject } from '../objects/liveObject';

const namespaceSchema = z.looseObject({
  spec: z
    .looseObject({ finalizers: z.array(z.string()).default([]) })
    .prefault({}),
  status: z
    .looseObject({
      phase: z.string().default(''),
      conditions: z
        .array(
          z.looseObject({
            type: z.string(),
            status: z.string(),
            reason: z.string().default(''),
            message: z.string().default(''),
          }),
        )
        .default([]),
    })
    .prefault({}),
});

export type NamespaceState = {
  active: boolean;
  terminating: boolean;
  /** Of its contents: others than Kubernetes' own. */
  finalizers: string[];
  /** What keeps its deletion from ending, by the condition's type. */
  problems: Array<{ type: string; reason: string; message: string }>;
};

/** What a namespace says about itself. */
export function readNamespaceState(live: LiveObject): NamespaceState {
  const { spec, status } = namespaceSchema.parse(live.raw);
  const terminating = live.metadata.deletionTimestamp !== undefined;
  return {
    active: status.phase === 'Active' && !terminating,
    terminating,
    finalizers: [
      ...live.metadata.finalizers,
      ...spec.finalizers.filter(name => name !== 'kubernetes'),
    ],
    problems: status.conditions
      .filter(condition => condition.status === 'True')
      .map(({ type, reason, message }) => ({ type, reason, message })),
  };
}

/** For people: what a namespace that does not end waits for. */
export function describeEnding(name: string, state: NamespaceState): string {
  const reasons = state.problems
    .map(({ message }) => message.trim().replace(/[.,]$/, ''))
    .filter(Boolean);
  return reasons.length > 0
    ? `the namespace ${name} to end: ${reasons.join('; ')}`
    : `the namespace ${name} to end`;
}
