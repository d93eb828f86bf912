import { Engine } from '../ports';
import { RequestRow } from '../store/rows';
import { partiesOf } from './requester';

/** The page of a request. */
export function requestLink(id: string): string {
  return `/self-service/requests/${id}`;
}

/**
 * Tells those who can decide on a request that waits. Where there is nobody,
 * whoever asked has to know: they can have somebody named, and nobody else will.
 *
 * @param people - who can decide as of now
 */
export async function askToDecide(
  engine: Engine,
  request: RequestRow,
  people: string[],
  message: { title: string; description: string; topic: string },
): Promise<void> {
  const { id, title, desired, expires_at: expiresAt } = request;
  // A new plan is a new question.
  const topic = `request ${id} ${message.topic} ${request.plan_hash}`;
  const link = requestLink(id);
  if (people.length > 0) {
    await engine.announcer.notify({
      ...message,
      recipients: people,
      link,
      severity: 'normal',
      topic,
    });
    return;
  }
  await engine.announcer.notify({
    recipients: partiesOf(request).filter(ref => ref.startsWith('user:')),
    title: `Nobody can approve: ${title}`,
    description:
      `${desired.team} has no lead in the catalog besides whoever asked, and ` +
      'no group that may decide has members. Have somebody named there; ' +
      `the request expires at ${expiresAt?.toISOString()}.`,
    link,
    severity: 'high',
    topic: `${topic} for nobody`,
  });
}
