import { Knex } from 'knex';
import { EnvironmentMap } from '../settings';
import { touchServices } from '../store/touch';

/**
 * Applies the configured environment names to the facts that are there. Runs
 * at every start: a mapping that changed puts the services concerned out of
 * date, one that did not changes nothing.
 *
 * @returns the raw names whose mapping changed
 */
export async function remapEnvironments(
  knex: Knex,
  environments: EnvironmentMap,
): Promise<string[]> {
  return knex.transaction(async transaction => {
    const current: { raw_environment: string; environment: string | null }[] =
      await transaction('deployments').distinct(
        'raw_environment',
        'environment',
      );
    const changed = current.filter(
      row => environments.map(row.raw_environment) !== row.environment,
    );
    for (const { raw_environment: rawName, environment } of changed) {
      const services = await transaction('deployments')
        .where({ raw_environment: rawName, environment })
        .distinct('service_ref')
        .pluck('service_ref');
      await touchServices(transaction, services, new Date(0));
      await transaction('deployments')
        .where({ raw_environment: rawName, environment })
        .update({ environment: environments.map(rawName) });
      await touchServices(transaction, services, new Date(0));
    }
    return changed.map(row => row.raw_environment);
  });
}
