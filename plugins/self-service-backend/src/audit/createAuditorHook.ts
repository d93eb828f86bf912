import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { AuditRecord } from '@slipway/plugin-self-service-common';
import { engineActor, previewsActor } from './engineActor';

/** Those whose acts come through no HTTP edge. */
const ownActors = [engineActor, previewsActor];

/** Events that somebody should look at, by the end of their name. */
const notable = /\.(failed|destroyed|corrected|found|pruned|expired)$/;

/**
 * Hands records of what the engine did by itself to Backstage's auditor. What
 * people did is audited at the HTTP edge, with their address and credentials.
 * The event carries the record's place and hash: wherever the auditor's log is
 * kept, it is a witness of the chain.
 *
 * @returns for `onCommitted` of createAuditLog
 */
export function createAuditorHook(options: {
  auditor: AuditorService;
  logger: LoggerService;
}): (record: AuditRecord) => void {
  const { auditor, logger } = options;
  const tell = async (record: AuditRecord) => {
    const { sequence, hash, resourceId, resourceName, requestId } = record;
    const event = await auditor.createEvent({
      eventId: record.event.replaceAll('.', '-'),
      severityLevel: notable.test(record.event) ? 'medium' : 'low',
      meta: {
        actor: record.actor,
        resourceId,
        resourceName,
        requestId,
        kind: record.kind,
        team: record.team,
        environment: record.environment,
        reason: record.reason,
        sequence,
        hash,
      },
    });
    await event.success();
  };
  return record => {
    if (ownActors.includes(record.actor)) {
      tell(record).catch(error =>
        logger.warn('An event could not be handed to the auditor', {
          event: record.event,
          sequence: record.sequence,
          error: String(error),
        }),
      );
    }
  };
}
