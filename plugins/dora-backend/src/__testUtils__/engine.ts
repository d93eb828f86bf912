import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { CommitRecord, DeploymentDelivery } from '@slipway/plugin-dora-common';
import { Knex } from 'knex';
import { createDoraEngine } from '../engine';
import { readSettings } from '../settings';

/** Builders for this package's tests. */
export const migrations = resolvePackagePath(
  '@slipway/plugin-dora-backend',
  'migrations',
);

export const now = new Date('2024-06-30T12:00:00Z');

export function testEngine(knex: Knex) {
  return createDoraEngine({
    knex,
    settings: readSettings(),
    logger: {
      error: (message, cause) => {
        throw new Error(message, { cause });
      },
    },
    now: () => now,
  });
}

export function at(day: number, hour = 9): string {
  return new Date(Date.UTC(2024, 5, day, hour)).toISOString();
}

export function sha(name: string | number): string {
  return Buffer.from(String(name)).toString('hex').padStart(40, '0').slice(-40);
}

export function commit(
  name: string,
  parents: string[],
  committedAt: string,
): CommitRecord {
  return {
    sha: sha(name),
    parents: parents.map(sha),
    authoredAt: committedAt,
    committedAt,
    subject: `Change ${name}`,
  };
}

export function delivery(
  key: string,
  fields: Partial<DeploymentDelivery> & { occurredAt: string },
): DeploymentDelivery {
  return {
    id: key,
    kind: 'deployment',
    key,
    service: 'component:default/till',
    environment: 'production',
    version: key,
    ...fields,
  };
}

/** As after the migrations. */
export async function emptyTables(knex: Knex): Promise<void> {
  await knex.raw(`
    TRUNCATE deliveries, deployments, commits, repositories, touched,
      projected_deployments, projected_changes, projected_services, sources,
      directory_services, directory_groups, ownership, sample_state CASCADE`);
}

/** All rows that queries read, in a fixed order. */
export async function readProjection(knex: Knex) {
  const deployments = await knex('projected_deployments')
    .orderBy('service_ref')
    .orderBy('position')
    .select('*');
  const changes = await knex('projected_changes')
    .orderBy(['deployment_id', 'sha'])
    .select('*');
  return { deployments, changes };
}
