import { Knex } from 'knex';
import { writeStep } from '../store/journal';
import { RequestRow, ResourceRow, StepRow } from '../store/rows';
import { again, Outcome, Pass } from './pass';
import { Message, tellRequester } from './tell';

/**
 * A request gets no further: the journal, the rows and the record say so in
 * one transaction, then open pages and whoever asked hear of it.
 */
export async function stopRequest(
  pass: Pass,
  request: RequestRow,
  options: {
    /** What the journal is to say of the step that it stops at. */
    step?: Partial<StepRow>;
    write(trx: Knex, current: ResourceRow): Promise<void>;
    message: Message;
  },
): Promise<Outcome> {
  const { engine, lease } = pass;
  const { step, write, message } = options;
  await lease.write(async (trx, current) => {
    if (step?.key && step.phase) {
      await writeStep(
        trx,
        { request_id: request.id, phase: step.phase, key: step.key },
        { ...step, fence: lease.fence },
      );
    }
    await write(trx, current);
  });
  engine.announcer.changed({
    resourceId: request.resource_id,
    requestId: request.id,
  });
  await tellRequester(pass, request, message);
  return again;
}
