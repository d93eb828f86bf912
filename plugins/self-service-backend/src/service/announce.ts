import { Engine } from '../ports';
import { RequestRow } from '../store/rows';
import { partiesOf } from './requester';

/** The page of a request. */
export function requestLink(id: string): string {
  return `/self-service/requests/${id}`;
}

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
  await engine.announcer.notify({
    recipients: request.approval.people,
    title: `Approval needed: ${request.title}`,
    description: request.reason ?? request.approval.reasons[0],
    link: requestLink(request.id),
    severity: 'normal',
    // A new plan is a new question.
    topic: `request ${request.id} waits ${request.plan_hash}`,
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
