import { Engine } from '../ports';
import { RequestRow } from '../store/rows';
import { askToDecide, requestLink } from './askToDecide';
import { partiesOf } from './requester';

/** Tells open pages of a new request, and those who can decide on it. */
export async function announceRequest(
  engine: Engine,
  request: RequestRow,
): Promise<void> {
  engine.announcer.changed({
    resourceId: request.resource_id,
    requestId: request.id,
  });
  if (request.state !== 'waiting-for-approval' || !request.approval) {
    return;
  }
  const { people, reasons } = request.approval;
  await askToDecide(engine, request, people, {
    title: `Approval needed: ${request.title}`,
    description: request.reason ?? reasons[0],
    topic: 'waits',
  });
}

/** Tells open pages of an outcome, and whoever asked, unless it was their act. */
export async function announceOutcome(
  engine: Engine,
  request: RequestRow,
  options: {
    outcome: string;
    description: string;
    by?: string;
    severity?: 'low' | 'normal' | 'high';
  },
): Promise<void> {
  engine.announcer.changed({
    resourceId: request.resource_id,
    requestId: request.id,
  });
  const recipients = partiesOf(request).filter(
    ref => ref !== options.by && ref.startsWith('user:'),
  );
  if (recipients.length > 0) {
    await engine.announcer.notify({
      recipients,
      title: `${options.outcome}: ${request.title}`,
      description: options.description,
      link: requestLink(request.id),
      severity: options.severity ?? 'normal',
      topic: `request ${request.id} ${options.outcome}`,
    });
  }
}
