import { Usage } from '@slipway/plugin-self-service-common';
import { DesiredResource } from '@slipway/plugin-self-service-node';

/** What a reservation says of the resource that it is held for. */
export type ReservedResource = Pick<
  DesiredResource,
  'id' | 'team' | 'environmentClass' | 'costCenter'
>;

/** One row for each metric, held on the team that the resource belongs to. */
export function reservationRows(
  resource: ReservedResource,
  usage: readonly Usage[],
) {
  return usage.map(({ metric, unit, quantity }) => ({
    resource_id: resource.id,
    metric,
    unit,
    quantity,
    paused: false,
    team: resource.team,
    environment_class: resource.environmentClass,
    cost_center: resource.costCenter,
  }));
}
