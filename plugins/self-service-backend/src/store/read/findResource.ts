import { entityRefOf } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { ResourceRow } from '../rows';

/** Undefined when there is none. */
export async function findResource(
  knex: Knex,
  id: string,
): Promise<ResourceRow | undefined> {
  return knex<ResourceRow>('resources').where({ id }).first();
}

/** By its name the newest one: those before it have ended. */
export async function findResourceByName(
  knex: Knex,
  of: { kind: string; target: string; name: string },
): Promise<ResourceRow | undefined> {
  return knex<ResourceRow>('resources')
    .where(of)
    .orderBy('created_at', 'desc')
    .first();
}

/** The resource of a catalog entity: see entityNameOf for what a name says. */
export async function findResourceByEntity(
  knex: Knex,
  ref: string,
): Promise<ResourceRow | undefined> {
  const [, id] = /_([0-9a-f]{32})$/.exec(ref) ?? [];
  const [, kind, name, target] =
    /^resource:default\/([^.]+)\.(.+)\.([^.]+)$/.exec(ref) ?? [];
  const found =
    id !== undefined
      ? await findResource(knex, id)
      : kind !== undefined &&
        (await findResourceByName(knex, { kind, target, name }));
  return found && entityRefOf(found) === ref ? found : undefined;
}
