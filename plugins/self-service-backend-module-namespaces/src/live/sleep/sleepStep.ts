import { StepResult } from '@slipway/plugin-self-service-node';
import { ClusterError } from '../cluster/ClusterError';
import { atCluster } from '../cluster/toStepError';
import {
  Live,
  NamespaceContext,
  namespaceIn,
  NamespaceStep,
  pending,
} from '../context';
import { Change, listSleepless, listWorkloads, Workload } from './workloads';

const ATTEMPTS = 5;

/**
 * Puts the namespace's workloads to sleep, or wakes those that we put to
 * sleep. What was is kept on each workload in the same write that changes it,
 * so that a crash in between loses nothing and repeating changes nothing.
 */
export function sleepStep(live: Live, paused: boolean): NamespaceStep {
  const choose = (workload: Workload) =>
    paused ? workload.sleep : workload.wake;
  const find = async (context: NamespaceContext) => {
    const name = namespaceIn(context);
    const all = await listWorkloads(live.store, name, context.signal);
    return all.filter(workload => choose(workload) !== undefined);
  };
  return {
    key: paused ? 'sleep' : 'wake',
    title: paused ? 'Put the workloads to sleep' : 'Wake what is asleep',
    repeatable: true,
    check: context =>
      atCluster(live.cluster, async (): Promise<StepResult> => {
        if ((await find(context)).length > 0) {
          return pending;
        }
        return paused
          ? { done: true, output: await reportSleepless(live, context) }
          : { done: true };
      }),
    do: context =>
      atCluster(live.cluster, async (): Promise<StepResult> => {
        for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
          const workloads = await find(context);
          if (workloads.length === 0) {
            return paused
              ? { done: true, output: await reportSleepless(live, context) }
              : { done: true };
          }
          await changeAll(live, context, workloads, choose);
        }
        return {
          done: false,
          waitingFor: 'others to stop changing the workloads',
        };
      }),
  };
}

async function changeAll(
  live: Live,
  context: NamespaceContext,
  workloads: Workload[],
  choose: (workload: Workload) => Change | undefined,
) {
  for (const workload of workloads) {
    const change = choose(workload);
    if (change) {
      try {
        await live.store.merge(
          workload.live,
          workload.identity,
          change,
          context,
        );
      } catch (error) {
        if (!isRace(error)) {
          throw error;
        }
      }
    }
  }
}

/** It changed or went since it was read; it is read again. */
function isRace(error: unknown): boolean {
  return (
    error instanceof ClusterError &&
    (error.status === 404 || error.reason === 'Conflict')
  );
}

async function reportSleepless(live: Live, context: NamespaceContext) {
  const sleepless = await listSleepless(
    live.store,
    namespaceIn(context),
    context.signal,
  );
  if (sleepless.length > 0) {
    context.log(
      `Goes on running, for it cannot sleep: ${sleepless.join(', ')}`,
    );
  }
  return { sleepless };
}
