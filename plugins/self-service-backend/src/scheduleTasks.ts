import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { pruneAudit } from './audit';
import { Engine } from './ports';
import { expireRequests } from './service/expireRequests';

/**
 * What is done by the clock beside the reconciler, by one replica at a time.
 * Each could be left out for a while and would catch up.
 */
export async function scheduleTasks(options: {
  engine: Engine;
  logger: LoggerService;
  scheduler: SchedulerService;
}): Promise<void> {
  const { engine, logger, scheduler } = options;
  await scheduler.scheduleTask({
    id: 'self-service-expire-requests',
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 20 },
    scope: 'global',
    fn: async () => {
      const expired = await expireRequests(engine);
      if (expired > 0) {
        logger.info(`${expired} requests waited too long and were cancelled`);
      }
    },
  });
  await scheduler.scheduleTask({
    id: 'self-service-audit-retention',
    frequency: { hours: 24 },
    timeout: { hours: 1 },
    initialDelay: { minutes: 10 },
    scope: 'global',
    fn: async () => {
      const { knex, audit, settings, now } = engine;
      const { retention } = settings.audit;
      const { removed } = await pruneAudit({ knex, audit, retention, now });
      if (removed > 0) {
        logger.info(`${removed} audit records were older than ${retention}`);
      }
    },
  });
}
