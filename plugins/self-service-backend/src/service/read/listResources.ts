import { ResourceList } from '@slipway/plugin-self-service-common';
import { Duration } from 'luxon';
import { Caller, Engine } from '../../ports';
import {
  listResources as readResources,
  ResourceFilter,
  ResourceOrder,
} from '../../store/read/listResources';
import { personOf } from './getContext';
import { presentResourceSummary } from './presentResource';

export type ResourceListOptions = Omit<
  ResourceFilter,
  'mine' | 'expiringBefore'
> & {
  mine?: boolean;
  expiring?: boolean;
  order?: ResourceOrder;
  descending?: boolean;
  cursor?: string;
  limit: number;
};

/** One page of resources, and what all that fit cost. */
export async function listResources(
  engine: Engine,
  options: ResourceListOptions,
  caller: Caller,
): Promise<ResourceList> {
  const {
    mine,
    expiring,
    order = 'updatedAt',
    descending = true,
    cursor,
    limit,
    ...filter
  } = options;
  const person = mine ? await personOf(engine, caller) : undefined;
  const { rows, total, next, cost } = await readResources(
    engine.knex,
    {
      ...filter,
      ...(person && {
        mine: { person: person.ref, groups: [...person.groups, ...person.led] },
      }),
      ...(expiring && { expiringBefore: soon(engine) }),
    },
    { order, descending, cursor, limit },
  );
  return {
    items: rows.map(row => presentResourceSummary(engine.kinds, row)),
    total,
    next,
    cost,
  };
}

/** Within the time in which owners are told. */
function soon(engine: Engine): Date {
  const notice = Duration.fromISO(engine.settings.time.warnBefore);
  return new Date(engine.now().getTime() + notice.toMillis());
}
