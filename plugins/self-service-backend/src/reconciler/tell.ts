import { engineActor } from '../audit';
import { RequestRow, ResourceRow } from '../store/rows';
import { Pass } from './pass';

export type Message = {
  title: string;
  description: string;
  severity: 'low' | 'normal' | 'high';
  /** With the id before it, told once to each. */
  topic: string;
};

/** After the transaction: a message that does not arrive changes nothing. */
export async function tellRequester(
  pass: Pass,
  request: RequestRow,
  message: Message,
): Promise<void> {
  const person = request.on_behalf_of ?? request.requested_by;
  if (person === engineActor) {
    return;
  }
  await pass.engine.announcer.notify({
    ...message,
    recipients: [person],
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
