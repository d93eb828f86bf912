import { randomUUID } from 'node:crypto';
import {
  AuditorService,
  AuthService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { Knex } from 'knex';
import { DefaultAnnouncer } from './announcer';
import { createAuditLog, createAuditorHook } from './audit';
import { CatalogDirectory } from './directory';
import { createPolicies } from './policies/createPolicies';
import { Engine, Kinds } from './ports';
import { createPrices } from './prices/createPrices';
import { JobQueue } from './queue/JobQueue';
import { SelfServiceSettings } from './settings';

/** The engine, and what of it has a life of its own. */
export type EngineParts = {
  engine: Engine;
  announcer: DefaultAnnouncer;
  queue: JobQueue;
};

/** Puts the engine together from its parts; see ports.ts for what each does. */
export async function createEngine(options: {
  knex: Knex;
  settings: SelfServiceSettings;
  kinds: Kinds;
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  events: EventsService;
  logger: LoggerService;
  notifications: NotificationService;
  signals: SignalsService;
}): Promise<EngineParts> {
  const { knex, settings, kinds, logger } = options;
  const now = () => new Date();
  const announcer = new DefaultAnnouncer(options);
  const queue = new JobQueue({
    knex,
    logger,
    now,
    concurrency: settings.reconciler.concurrency,
  });
  const engine: Engine = {
    knex,
    settings,
    kinds,
    directory: CatalogDirectory.fromConfig(options.config, {
      ...options,
      now: () => performance.now(),
    }),
    policies: await createPolicies({ settings, now }),
    prices: createPrices(settings.prices),
    audit: createAuditLog({ now, onCommitted: createAuditorHook(options) }),
    wakeUps: queue,
    announcer,
    logger,
    now,
    newId: randomUUID,
  };
  return { engine, announcer, queue };
}
