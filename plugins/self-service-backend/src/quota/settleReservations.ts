import { Usage } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { reservationRows, ReservedResource } from './reservationRows';

/**
 * What a resource holds becomes what it uses, once a change has ended or was
 * taken back. What a paused resource no longer uses is kept beside it, marked,
 * so that people see what waking it will ask for; it counts against no limit.
 * Holds on a team it does not belong to any more are given back.
 *
 * @param usage - of the plan that stands now
 */
export async function settleReservations(
  trx: Knex,
  resource: ReservedResource & { paused: boolean },
  usage: readonly Usage[],
): Promise<void> {
  const metrics = usage.map(({ metric }) => metric);
  const unused = () =>
    trx('reservations')
      .where({ resource_id: resource.id, team: resource.team })
      .whereNotIn('metric', metrics);
  await trx('reservations')
    .where({ resource_id: resource.id })
    .whereNot({ team: resource.team })
    .delete();
  if (resource.paused) {
    await unused().update({ paused: true });
  } else {
    await unused().delete();
  }
  if (usage.length > 0) {
    await trx('reservations')
      .insert(reservationRows(resource, usage))
      .onConflict(['resource_id', 'metric', 'team'])
      .merge();
  }
}

/** Gives back all that a resource holds: it is gone, or will never be. */
export async function releaseReservations(
  trx: Knex,
  resourceId: string,
): Promise<void> {
  await trx('reservations').where({ resource_id: resourceId }).delete();
}
