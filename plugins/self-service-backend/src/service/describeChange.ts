import { JsonObject } from '@slipway/plugin-self-service-common';
import { DesiredResource } from '@slipway/plugin-self-service-node';
import { NewAuditRecord } from '../ports';
import { RequestRow, ResourceRow } from '../store/rows';
import { AssessedChange } from './change';

type Subject = Partial<NewAuditRecord> & Pick<NewAuditRecord, 'actor'>;

/** What the audit says of a change somebody asks for. */
export function describeChange(
  change: AssessedChange,
  request: RequestRow,
): Subject {
  const { requester, computed } = change;
  return {
    ...describeRequest(request),
    actor: requester.ref,
    onBehalfOf: requester.onBehalfOf ?? null,
    reason: change.reason,
    before: change.previous ? describeWanted(change.previous) : null,
    after: {
      action: change.action,
      state: request.state,
      inputs: change.inputs,
      ...(change.previous && describeWanted(change.desired)),
      cost: computed.cost?.amount ?? null,
      currency: computed.cost?.currency ?? null,
      verdicts: change.verdicts
        .filter(({ result }) => result !== 'pass')
        .map(
          ({ policy, result, message }): JsonObject => ({
            policy,
            result,
            message,
          }),
        ),
    },
  };
}

/** What a change can change, for the `before` and `after` of a record. */
export function describeWanted(resource: DesiredResource): JsonObject {
  const { team, costCenter, templateVersion, paused, spec } = resource;
  return { team, costCenter, templateVersion, paused, spec };
}

/** Which request and resource a record is about; whose act it is comes after. */
export function describeRequest(
  request: RequestRow,
): Omit<Partial<NewAuditRecord>, 'event' | 'actor'> {
  const { desired } = request;
  return {
    resourceId: request.resource_id,
    resourceName: desired.name,
    requestId: request.id,
    kind: request.kind,
    team: desired.team,
    environment: desired.environment,
    planHash: request.plan_hash,
  };
}

/** Which resource a record is about, where there is no request. */
export function describeResource(
  resource: ResourceRow,
): Omit<Partial<NewAuditRecord>, 'event' | 'actor'> {
  return {
    resourceId: resource.id,
    resourceName: resource.name,
    kind: resource.kind,
    team: resource.team,
    environment: resource.environment,
  };
}
