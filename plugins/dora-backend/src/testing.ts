import { resolve } from 'node:path';
import { CommitRecord, DeploymentDelivery } from '@slipway/plugin-dora-common';
import { Knex } from 'knex';
import { createDoraEngine } from './engine';
import { readSettings } from './settings';

/** Builders for this package's tests. */
export const migrations = resolve(__dirname, '../migrations');

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
