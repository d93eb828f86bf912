import { RequestRow, ResourceRow } from '../store/rows';
import { Pass } from './pass';

export type Message = {
  title: string;
  description: string;
  severity: 'low' | 'normal' | 'high';
  /** With the id before it, told once to each. */
  topic: string;
};

/**
 * Whoever asked, where that is a person. What the engine or a service asked for
 * goes to the owners, and only when something is to be done about it.
 *
 * After the transaction: a message that does not arrive changes nothing.
 */
export async function tellRequester(
  pass: Pass,
  request: RequestRow,
  message: Message,
): Promise<void> {
  const person = request.on_behalf_of ?? request.requested_by;
  const reachable = person.startsWith('user:');
  if (!reachable && message.severity !== 'high') {
    return;
  }
  const owner = request.previous?.team ?? request.desired.team;
  await pass.engine.announcer.notify({
    ...message,
    recipients: [reachable ? person : owner],
    link: `/self-service/requests/${request.id}`,
    topic: `${request.id}:${message.topic}`,
  });
}

/** The team that owns the resource. */
export async function tellOwners(
  pass: Pass,
  row: ResourceRow,
  message: Message,
): Promise<void> {
  await pass.engine.announcer.notify({
    ...message,
    recipients: [row.team],
    link: `/self-service/resources/${row.id}`,
    topic: `${row.id}:${message.topic}`,
  });
}
