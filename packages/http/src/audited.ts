import { AuditorService } from '@backstage/backend-plugin-api';
import { Request } from 'express';

/**
 * Runs a mutation and leaves one audit event: what, by whom, and how it ended.
 *
 * @param request - undefined where it did not come by HTTP
 */
export async function audited<T>(
  { auditor }: { auditor: AuditorService },
  request: Request | undefined,
  event: { id: string; meta: Record<string, string | number | boolean> },
  run: () => Promise<T>,
): Promise<T> {
  const audit = await auditor.createEvent({
    eventId: event.id,
    severityLevel: 'medium',
    ...(request && { request }),
    meta: event.meta,
  });
  try {
    const result = await run();
    await audit.success();
    return result;
  } catch (error) {
    await audit.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
}
