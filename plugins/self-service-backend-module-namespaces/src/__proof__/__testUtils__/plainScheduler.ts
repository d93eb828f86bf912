import {
  coreServices,
  createServiceFactory,
  SchedulerServiceTaskInvocationDefinition,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';

type Task = SchedulerServiceTaskScheduleDefinition &
  SchedulerServiceTaskInvocationDefinition;

/**
 * Runs each task every second and keeps nothing; those that are for later, never.
 * Backstage's own ends the whole process when its database does not answer.
 */
export const plainScheduler = createServiceFactory({
  service: coreServices.scheduler,
  deps: { lifecycle: coreServices.lifecycle },
  factory({ lifecycle }) {
    const stopping = new AbortController();
    lifecycle.addShutdownHook(() => stopping.abort());
    const scheduleTask = async ({ initialDelay, fn }: Task) => {
      if (initialDelay) {
        return;
      }
      const timer = setInterval(
        () => Promise.resolve(fn(stopping.signal)).catch(() => undefined),
        1000,
      );
      stopping.signal.addEventListener('abort', () => clearInterval(timer));
    };
    return {
      scheduleTask,
      createScheduledTaskRunner: schedule => ({
        run: task => scheduleTask({ ...schedule, ...task }),
      }),
      triggerTask: async () => undefined,
      cancelTask: async () => undefined,
      getScheduledTasks: async () => [],
    };
  },
});
