import { SchedulerService } from '@backstage/backend-plugin-api';
import { Duration } from 'luxon';
import { pruneAudit } from '../audit';
import { Engine } from '../ports';
import { JobQueue } from '../queue/JobQueue';
import { expireRequests } from '../service/expireRequests';
import { remindRequests } from '../service/remindRequests';
import { pruneDrift } from '../store/drift';
import { listDue } from '../store/leases';

/** More than a sweep's time is worth of work; the next sweep has the rest. */
const atOnce = 1000;

/**
 * Finds by the rows what is due, whatever became of the jobs for it, and puts
 * it in the queue.
 *
 * @returns how many resources are due
 */
export async function sweepDue(
  engine: Engine,
  queue: JobQueue,
): Promise<number> {
  const now = engine.now();
  const due = await listDue(engine.knex, { now, limit: atOnce });
  if (due.length > 0) {
    await queue.ensureQueue();
    await queue.enqueue(engine.knex, due, now);
  }
  return due.length;
}

/** What looks after everything now and then, in one replica at a time. */
export async function scheduleSweeps(options: {
  engine: Engine;
  queue: JobQueue;
  scheduler: SchedulerService;
}): Promise<void> {
  const { engine, queue, scheduler } = options;
  const { reconciler, audit } = engine.settings;
  await scheduler.scheduleTask({
    id: 'self-service-due',
    frequency: Duration.fromISO(reconciler.sweep),
    timeout: { minutes: 5 },
    scope: 'global',
    fn: async () => {
      await sweepDue(engine, queue);
    },
  });
  await scheduler.scheduleTask({
    id: 'self-service-undecided',
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    scope: 'global',
    fn: async () => {
      await expireRequests(engine);
      await remindRequests(engine);
    },
  });
  await scheduler.scheduleTask({
    id: 'self-service-retention',
    frequency: { hours: 6 },
    timeout: { hours: 1 },
    initialDelay: { minutes: 5 },
    scope: 'global',
    fn: async () => {
      const retention = Duration.fromISO(audit.retention).toMillis();
      await pruneDrift(
        engine.knex,
        new Date(engine.now().getTime() - retention),
      );
      await pruneAudit({
        knex: engine.knex,
        audit: engine.audit,
        retention: audit.retention,
        now: () => engine.now(),
      });
    },
  });
}
