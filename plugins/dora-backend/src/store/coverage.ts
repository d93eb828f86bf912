import { Knex } from 'knex';
import { RowFilter, RowScope, withinFilter, withinScope } from './scope';

/** Distinct services with a deployment in the window, and without a history. */
export async function unhistoriedServices(
  knex: Knex,
  filter: RowFilter,
): Promise<string[]> {
  const query = knex('projected_deployments as d').where('range', 'no-history');
  withinFilter(query, filter, 'd', 'finished_at');
  return query
    .distinct('service_ref')
    .orderBy('service_ref')
    .pluck('service_ref');
}

/** Versions of the window that resolve to no commit, newest first. */
export async function unresolvedVersions(
  knex: Knex,
  filter: RowFilter,
  limit: number,
): Promise<string[]> {
  const query = knex('projected_deployments as d').where('range', 'unresolved');
  withinFilter(query, filter, 'd', 'finished_at');
  const rows = await query
    .orderBy('finished_at', 'desc')
    .limit(limit)
    .select('service_ref', 'version');
  return rows.map(row => `${row.service_ref} ${row.version}`);
}

/** Services that were ever deployed to an environment. */
export async function deployedServices(
  knex: Knex,
  environment: string,
): Promise<Set<string>> {
  return new Set(
    await knex('projected_services')
      .where({ environment })
      .distinct('service_ref')
      .pluck('service_ref'),
  );
}

/** Deployments of the window whose environment is not mapped, by its raw name. */
export async function unmappedEnvironments(
  knex: Knex,
  options: { serviceRefs: string[] | null; from: Date; to: Date },
): Promise<{ environment: string; deployments: number }[]> {
  const query = knex('deployments')
    .whereNull('environment')
    .where('status', 'succeeded')
    .where('finished_at', '>=', options.from)
    .where('finished_at', '<', options.to);
  if (options.serviceRefs) {
    query.whereRaw('service_ref = ANY(?)', [options.serviceRefs]);
  }
  return query
    .groupBy('raw_environment')
    .orderBy('deployments', 'desc')
    .select(
      'raw_environment as environment',
      knex.raw('count(*)::int AS deployments'),
    );
}

/** When a scope's first deployment to an environment finished, of all time. */
export async function firstDeploymentAt(
  knex: Knex,
  options: { scope: RowScope; environment: string },
): Promise<Date | null> {
  const query = knex('projected_deployments as d').where(
    'd.environment',
    options.environment,
  );
  const row = await withinScope(query, options.scope, 'd')
    .min('d.finished_at as at')
    .first();
  return row?.at ?? null;
}

/** Environments that services were deployed to; all services when none is named. */
export async function environmentsOf(
  knex: Knex,
  serviceRefs: string[] | null,
): Promise<string[]> {
  const query = knex('projected_services');
  if (serviceRefs) {
    query.whereRaw('service_ref = ANY(?)', [serviceRefs]);
  }
  return query
    .distinct('environment')
    .orderBy('environment')
    .pluck('environment');
}
