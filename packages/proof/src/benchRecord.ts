import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { LocalPostgres } from '@slipway/launcher';
import {
  createDoraEngine,
  migrationsDirectory,
  readSettings,
} from '@slipway/plugin-dora-backend';
import { importGitHistory, parseGitSource } from '@slipway/plugin-dora-node';
import createKnex, { Knex } from 'knex';
import { describeDurations, seconds, timed } from './figures';

/** Teams that the record's services are dealt out to, for questions about a team. */
const teams = 10;
const year = { from: '2024-01-01', to: '2025-01-01' };

/**
 * Imports a deployment record into a PostgreSQL of its own, with durability
 * on, restarts that server so that its cache is cold, and asks for a year's
 * metrics of each service, of each team and of everything, once.
 */
export async function benchRecord(directory: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-bench-'));
  await chmod(folder, 0o755);
  const password = randomBytes(16).toString('hex');
  const start = () =>
    LocalPostgres.start({ dataDirectory: join(folder, 'data'), password });
  try {
    let server = await start();
    await withKnex(server, knex => importRecord(knex, directory, folder));
    await server.stop();
    server = await start();
    await withKnex(server, askOnce);
    await server.stop();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function withKnex(
  server: LocalPostgres,
  run: (knex: Knex) => Promise<void>,
): Promise<void> {
  const knex = createKnex({ client: 'pg', connection: server.connection });
  try {
    await run(knex);
  } finally {
    await knex.destroy();
  }
}

async function importRecord(
  knex: Knex,
  directory: string,
  folder: string,
): Promise<void> {
  await knex.migrate.latest({ directory: migrationsDirectory() });
  const engine = engineOn(knex);
  const source = parseGitSource({
    id: 'record',
    gitops: [
      {
        repository: join(directory, 'gitops.bundle'),
        path: 'charts/app-config/image-tags/{environment}/{service}',
        key: 'image_tag',
      },
    ],
    histories: await historiesIn(directory),
  });
  const read = await timed(() =>
    importGitHistory({
      source,
      sink: engine.sink,
      workDir: join(folder, 'mirrors'),
    }),
  );
  const settled = await timed(() => engine.settle());
  const { deployments, histories } = read.result;
  print('import', [
    `${deployments.accepted} deployments and ${
      histories.added
    } commits read and stored in ${seconds(read.milliseconds)}`,
    `facts and projections in ${seconds(settled.milliseconds)}`,
    `together ${seconds(read.milliseconds + settled.milliseconds)}`,
    `memory of the process ${Math.round(
      process.memoryUsage().rss / 2 ** 20,
    )} MB`,
  ]);
  const services: string[] = await knex('deployments')
    .distinct('service_ref')
    .orderBy('service_ref')
    .pluck('service_ref');
  await dealOut(knex, services);
  await engine.settle();
}

async function historiesIn(directory: string) {
  const bundles = (await readdir(directory)).filter(
    name => name.endsWith('.bundle') && name !== 'gitops.bundle',
  );
  return bundles.map(name => ({
    repository: join(directory, name),
    services: [`component:default/${basename(name, '.bundle')}`],
  }));
}

/** Puts the services and teams where the directory task would. */
async function dealOut(knex: Knex, services: string[]): Promise<void> {
  const ownerOf = (index: number) => `group:default/team-${index % teams}`;
  await knex('directory_groups').insert(
    Array.from({ length: teams }, (_, index) => ({
      group_ref: ownerOf(index),
      title: `Team ${index}`,
    })),
  );
  await knex('directory_services').insert(
    services.map((service, index) => ({
      service_ref: service,
      title: service,
      owner_ref: ownerOf(index),
      lifecycle: 'production',
    })),
  );
  await knex('ownership').insert(
    services.map((service, index) => ({
      service_ref: service,
      owner_ref: ownerOf(index),
      valid_from: new Date(0),
    })),
  );
  await knex.raw(
    `INSERT INTO touched (service_ref, environment, since)
     SELECT DISTINCT service_ref, environment, now() FROM deployments WHERE environment IS NOT NULL`,
  );
}

async function askOnce(knex: Knex): Promise<void> {
  const engine = engineOn(knex);
  const services = await knex('directory_services').pluck('service_ref');
  const groups = await knex('directory_groups').pluck('group_ref');
  await ask(engine, 'a service', services);
  await ask(engine, 'a team', groups);
  await ask(engine, 'everything', [undefined]);
}

async function ask(
  engine: ReturnType<typeof engineOn>,
  what: string,
  entityRefs: (string | undefined)[],
): Promise<void> {
  const durations = [];
  for (const entityRef of entityRefs) {
    const { milliseconds } = await timed(() =>
      engine.metrics({ entityRef, ...year }),
    );
    durations.push(milliseconds);
  }
  print(`metrics of ${what} over a year, database restarted, each asked once`, [
    `n ${durations.length}`,
    describeDurations(durations),
  ]);
}

function engineOn(knex: Knex) {
  return createDoraEngine({
    knex,
    settings: readSettings(),
    logger: {
      error: (message, cause) => {
        throw new Error(message, { cause });
      },
    },
  });
}

function print(what: string, figures: string[]): void {
  process.stdout.write(`${what}: ${figures.join('; ')}\n`);
}
