import { EventsService } from '@backstage/plugin-events-node';
import { resourceChangedTopic } from '@slipway/plugin-self-service-common';

/**
 * Tells other plugins, such as the catalog's module, that a resource may have
 * changed. They read what it is now from the API: an event that is lost or
 * comes twice does no harm.
 */
export async function publishResourceChanged(
  events: EventsService,
  change: { resourceId: string },
): Promise<void> {
  await events.publish({
    topic: resourceChangedTopic,
    eventPayload: { resourceId: change.resourceId },
  });
}
