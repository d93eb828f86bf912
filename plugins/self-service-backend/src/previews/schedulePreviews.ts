import { SchedulerService } from '@backstage/backend-plugin-api';
import { Engine } from '../ports';
import { sweepPreviews } from './sweepPreviews';
import { PreviewContext } from './previewContext';

/** Looks after all previews, in one replica at a time. */
export async function schedulePreviews(options: {
  engine: Engine;
  previews: PreviewContext;
  scheduler: SchedulerService;
}): Promise<void> {
  const { engine, previews, scheduler } = options;
  await scheduler.scheduleTask({
    id: 'self-service-previews',
    frequency: { minutes: 1 },
    timeout: { minutes: 10 },
    initialDelay: { seconds: 20 },
    scope: 'global',
    fn: signal => sweepPreviews(engine, previews, signal),
  });
}
